#include "http/render_referral.hpp"

#include "model/words.hpp"

namespace kod::http {

namespace {

/// Null where nothing is known.
std::optional<std::string_view> if_any(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>{text};
}

void write_contact(json_writer& out, const model::resident_contact& contact) {
  out.object([&] {
    out.member("name", contact.name);
    out.member("phone", contact.phone);
    out.member("email", if_any(contact.email));
    out.member("preferred_contact", model::word(contact.preferred_contact));
    out.member("note", if_any(contact.note));
  });
}

void write_offer(json_writer& out, const model::referral& now) {
  if (!model::open_offer(now))
    return out.value(nullptr);
  out.object([&] {
    out.member("agent_id", now.tenure->agent.text);
    out.member("number", now.tenure->number);
    out.member("offered_at", now.tenure->since);
    out.member("reply_by", now.tenure->reply_by);
    out.member("assigned", now.tenure->assigned);
  });
}

/// What everybody sees who may see the referral.
void write_common(json_writer& out, const model::referral_view& view) {
  const auto& now = view.now;
  const auto tenths = view.miles_tenths;
  const bool asks_everybody =
    model::listed_as_mass(now) && view.seen_by == model::audience::everybody;
  out.member("id", now.id.text);
  out.member("type", model::to_string(now.type));
  out.member("status", model::to_string(now.status));
  out.member("language", now.language.tag);
  out.member("zip", now.zip.digits);
  out.member("county", if_any(now.county));
  out.member("requested_at", now.requested_at);
  out.member("callback_by", now.callback_by);
  out.member("overdue", now.overdue);
  out.member("interpreter_needed", asks_everybody);
  out.member("miles", tenths ? std::optional{static_cast<double>(*tenths) / 10} : std::nullopt);
  out.member("contacted_at", now.contacted_at);
  out.member(
    "disposition",
    now.disposition ? std::optional{model::to_string(*now.disposition)} : std::nullopt);
}

void write_for_agent(json_writer& out, const model::referral_view& view) {
  const auto& now = view.now;
  if (model::open_offer(now) && now.tenure->agent.text == view.for_whom.id)
    out.member("reply_by", now.tenure->reply_by);
}

void write_for_operator(json_writer& out, const model::referral_view& view, model::instant time) {
  const auto& now = view.now;
  const auto agent = model::assigned_agent(now);
  out.member("reply_by", model::open_offer(now) ? now.tenure->reply_by : std::nullopt);
  out.member("agent_id", agent ? std::optional{agent->text} : std::nullopt);
  out.member("offer", [&] { write_offer(out, now); });
  out.member("contact_centre", model::on_contact_centre_list(now, view.seen_by));
  out.member("waits_for_opening", model::waits_for_opening(now, time));
  out.member("agent_suspended", view.agent_suspended);
}

} // namespace

void write_referral(json_writer& out, const model::referral_view& view, model::instant now) {
  const bool is_agent = view.for_whom.role == model::role::agent;
  out.object([&] {
    write_common(out, view);
    is_agent ? write_for_agent(out, view) : write_for_operator(out, view, now);
    if (!view.contact)
      return;
    out.member("contact", [&] { write_contact(out, *view.contact); });
    if (!is_agent)
      out.member(
        "notes", [&] { out.array(view.notes, [&](const std::string& note) { out.value(note); }); });
  });
}

void write_request(json_writer& out, const model::referral_view& view) {
  const auto& now = view.now;
  out.object([&] {
    out.member("id", now.id.text);
    out.member("status", model::to_string(now.status));
    out.member("requested_at", now.requested_at);
    out.member("callback_by", now.callback_by);
    out.member("overdue", now.overdue);
    out.member("opens_at", model::waits_for_plan(now) ? now.opens_at : std::nullopt);
    if (view.agent)
      out.member("agent", [&] {
        out.object([&] {
          out.member("name", view.agent->name);
          out.member("phone", view.agent->phone);
        });
      });
  });
}

} // namespace kod::http
