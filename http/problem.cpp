#include "http/problem.hpp"

#include "actors/interfaces.hpp"
#include "http/limits.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <caf/sec.hpp>

namespace kod::http {

namespace {

namespace json = boost::json;

struct meaning {
  unsigned status;
  std::string_view name;
  std::string_view title;
};

meaning meaning_of(code what) {
  using enum code;
  switch (what) {
  case bad_request: return {400, "bad-request", "The request isn't well-formed HTTP"};
  case not_json: return {400, "not-json", "The body isn't valid JSON"};
  case unauthorized: return {401, "unauthorized", "A valid token is needed"};
  case forbidden: return {403, "forbidden", "The token's role may not do this"};
  case not_found: return {404, "not-found", "There is nothing here"};
  case method_not_allowed: return {405, "method-not-allowed", "Not with this method"};
  case timeout: return {408, "timeout", "The request came too slowly"};
  case already_ended: return {409, "already-ended", "The referral has ended"};
  case already_taken: return {409, "already-taken", "Another agent has the referral"};
  case agent_not_eligible: return {409, "agent-not-eligible", "The agent is not eligible"};
  case agent_not_registered: return {409, "agent-not-registered", "The agent is not registered"};
  case offer_expired: return {409, "offer-expired", "The time to answer has passed"};
  case not_offered: return {409, "not-offered", "The referral isn't offered to this agent"};
  case not_accepted: return {409, "not-accepted", "The referral has not been accepted"};
  case limit_reached: return {409, "limit-reached", "The agent has too many open referrals"};
  case section_order: return {409, "section-order", "An earlier section is not saved yet"};
  case npn_taken: return {409, "npn-taken", "Another agent has this NPN"};
  case id_taken: return {409, "id-taken", "Another agent has this id"};
  case duplicate_request: return {409, "duplicate-request", "The same request is already open"};
  case idempotency_key_in_progress:
    return {409, "idempotency-key-in-progress", "A request with this key is under way"};
  case precondition_failed:
    return {412, "precondition-failed", "It has changed since it was looked at"};
  case programme_closed: return {409, "programme-closed", "The programme is switched off"};
  case no_backup_folder:
    return {409, "no-backup-folder", "The engine was not told where to keep backups"};
  case backup_running: return {409, "backup-running", "A backup is being made already"};
  case too_large: return {413, "too-large", "The body is too large"};
  case unsupported_media_type:
    return {415, "unsupported-media-type", "The body's media type isn't taken here"};
  case headers_too_large: return {431, "headers-too-large", "The headers are too large"};
  case invalid: return {422, "invalid", "A field is not as it should be"};
  case idempotency_key_reused:
    return {422, "idempotency-key-reused", "The key was used for another request"};
  case too_many_requests: return {429, "too-many-requests", "Too many requests"};
  case internal_error: return {500, "internal-error", "Something failed on our side"};
  case backup_failed: return {500, "backup-failed", "The backup could not be made"};
  case overloaded: return {503, "overloaded", "Too much at once"};
  case stopping: return {503, "stopping", "The engine is stopping"};
  case storage_full: return {503, "storage-full", "There is no room to store anything"};
  case put_aside: return {503, "put-aside", "It failed again and again and was put aside"};
  case unknown_outcome: return {503, "unknown-outcome", "It is unknown whether this was done"};
  }
  return {500, "internal-error", "Something failed on our side"};
}

std::string_view detail_of(code what) {
  using enum code;
  switch (what) {
  case bad_request: return "Its head or its framing can't be read in one way only.";
  case not_json: return "It must be one JSON text in UTF-8, without a name twice in an object.";
  case unauthorized: return "Send a token that is valid now: Authorization: Bearer TOKEN.";
  case too_large: return "Send less at once.";
  case no_backup_folder: return "Start it with --backup-dir DIR, best on another disk.";
  case backup_running: return "Ask again when it is there: GET /v1/backups tells.";
  case unknown_outcome: return "Repeat it, with the same Idempotency-Key if it had one.";
  case put_aside: return "Nothing was stored. An operator has to have it started again.";
  case overloaded:
  case stopping:
  case storage_full: return "Nothing was stored. Try again later.";
  default: return meaning_of(what).title;
  }
}

std::chrono::seconds retry_after(code what) {
  const bool takes_somebody = what == code::storage_full || what == code::put_aside;
  return takes_somebody ? limits::retry_after_a_hand : limits::retry_after;
}

response document(code what, std::string_view detail, json::array errors) {
  const auto [status, name, title] = meaning_of(what);
  json::object body{
    {"type", "/problems/" + std::string{name}},
    {"title", title},
    {"status", status},
    {"detail", detail.empty() ? detail_of(what) : detail}};
  if (!errors.empty())
    body.emplace("errors", std::move(errors));
  response answer{
    .status = status, .content_type = "application/problem+json", .body = json::serialize(body)};
  answer.problem = name;
  if (status == 503)
    answer.headers.emplace_back("Retry-After", std::to_string(retry_after(what).count()));
  if (status == 401)
    answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  return answer;
}

response refusal_of(model::rejection why, agent_named_in place) {
  using enum model::rejection;
  switch (why) {
  case not_found: return problem(code::not_found);
  case already_ended: return problem(code::already_ended);
  case already_taken: return problem(code::already_taken);
  case agent_not_eligible: return problem(code::agent_not_eligible);
  case agent_not_registered: return problem(code::agent_not_registered);
  case offer_expired: return problem(code::offer_expired);
  case not_offered: return problem(code::not_offered);
  case not_accepted: return problem(code::not_accepted);
  case limit_reached: return problem(code::limit_reached);
  case section_order: return problem(code::section_order);
  case npn_taken: return problem(code::npn_taken);
  case id_taken: return problem(code::id_taken);
  case duplicate_request: return problem(code::duplicate_request);
  case programme_closed: return problem(code::programme_closed);
  case precondition_failed: return problem(code::precondition_failed);
  case key_in_progress: return problem(code::idempotency_key_in_progress);
  case key_reused: return problem(code::idempotency_key_reused);
  case unknown_agent:
    return place == agent_named_in::path ? problem(code::not_found)
                                         : invalid({{"/agent_id", "There is no such agent."}});
  case until_passed: return invalid({{"/until", "It is in the past."}});
  case incomplete_license:
    return invalid({{"/license", "A licence needs its number and its expiry date."}});
  case not_offerable:
  case entry_withdrawn:
  case stale_number: break; // Between actors only.
  }
  return problem(code::internal_error);
}

/// What CAF was given along with the code.
std::string context_of(const caf::error& why) {
  const auto& context = why.context();
  return context.match_elements<std::string>() ? context.get_as<std::string>(0) : std::string{};
}

response failure_of(actors::engine_error why, const std::string& context) {
  using enum actors::engine_error;
  switch (why) {
  case version_refused: // It met its actor's restart.
  case unknown_outcome: return problem(code::unknown_outcome);
  case bad_cursor: return invalid({{"/cursor", "It is not one that this list gave out."}});
  case no_backup_folder: return problem(code::no_backup_folder);
  case backup_running: return problem(code::backup_running);
  case backup_failed: return problem(code::backup_failed, context);
  case put_aside: return problem(code::put_aside);
  case handler_failed: break;
  }
  return problem(code::internal_error);
}

/// Whether the error is one of the given enumeration's.
template <class Enum>
bool is_a(const caf::error& why) {
  static constexpr auto any = static_cast<Enum>(1); // 0 is no error.
  return why && why.category() == caf::make_error(any).category();
}

} // namespace

std::string_view to_string(code what) {
  return meaning_of(what).name;
}

response problem(code what, std::string_view detail) {
  return document(what, detail, {});
}

response invalid(std::vector<field_error> wrong) {
  json::array errors;
  errors.reserve(wrong.size());
  for (auto& field : wrong)
    errors.push_back(json::object{{"pointer", field.pointer}, {"detail", field.detail}});
  return document(code::invalid, {}, std::move(errors));
}

response problem_of(const caf::error& why, agent_named_in place) {
  if (is_a<model::rejection>(why))
    return refusal_of(static_cast<model::rejection>(why.code()), place);
  if (is_a<actors::engine_error>(why))
    return failure_of(static_cast<actors::engine_error>(why.code()), context_of(why));
  // An actor ended before it answered, and with it what it knew of its commit.
  return problem(
    why == caf::sec::request_receiver_down || is_a<caf::exit_reason>(why) ? code::unknown_outcome
                                                                          : code::internal_error);
}

} // namespace kod::http
