#pragma once

#include "http/message.hpp"

#include <caf/error.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What is answered instead of what was asked for (RFC 9457), and the one table from the engine's
// own words to it.

namespace kod::http {

/// Each has a status, a title and a type `/problems/<code>` in problem.cpp.
enum class code : std::uint8_t {
  bad_request, // Not HTTP as it should be.
  not_json,
  unauthorized,
  forbidden,
  not_found,
  method_not_allowed,
  timeout, // The request was sent too slowly.
  already_ended,
  already_taken,
  agent_not_eligible,
  agent_not_registered,
  offer_expired,
  not_offered,
  not_accepted,
  limit_reached,
  section_order,
  npn_taken,
  id_taken,
  duplicate_request,
  idempotency_key_in_progress,
  no_backup_folder,
  backup_running,
  programme_closed,
  precondition_failed,
  too_large,
  unsupported_media_type,
  headers_too_large,
  invalid,
  idempotency_key_reused,
  too_many_requests,
  internal_error,
  backup_failed,
  overloaded,
  stopping,
  storage_full,
  put_aside,
  unknown_outcome,
};

/// As it ends its type: `already-taken`.
std::string_view to_string(code);

/// What is wrong with one field. The pointer is a JSON Pointer into the body, or `/name` of a query
/// parameter or header. Neither may echo what the client sent.
struct field_error {
  std::string pointer;
  std::string detail;
};

/// Those of status 503 say when to try again.
response problem(code, std::string_view detail = {});

/// 422, code `invalid`.
response invalid(std::vector<field_error>);

/// Whom an order names: an agent that doesn't exist is the body's mistake, or the path's.
enum class agent_named_in : std::uint8_t { body, path };

/// For everything that an actor may answer instead of what it was asked for.
response problem_of(const caf::error&, agent_named_in = agent_named_in::body);

} // namespace kod::http
