#pragma once

#include "http/message.hpp"
#include "model/logbook.hpp"

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>

// By what a request is found again in logs: its own id, and the trace that it is a part of.

namespace kod::http {

/// A place in a trace, as W3C's Trace Context has it (https://www.w3.org/TR/trace-context/).
struct trace_context {
  std::uint64_t trace_high = 0;
  std::uint64_t trace_low = 0;
  std::uint64_t span = 0;
  bool sampled = false;

  bool operator==(const trace_context&) const = default;
};

/// What a `traceparent` says; none: it is to be ignored. A later version is read as far as it is
/// like this one.
std::optional<trace_context> read_traceparent(std::string_view);

/// 32 and 55 characters, the second of version 00.
std::string trace_id_of(const trace_context&);
std::string traceparent_of(const trace_context&);

/// Whether a client's `X-Request-Id` may stand in our log: 1 to 64 of `A-Z a-z 0-9 _ -`, and not a
/// number with as many digits as a telephone's. So it is no mail address and nobody's full name.
bool is_request_id(std::string_view);

/// What a request is known by.
struct request_marks {
  std::string id;
  trace_context trace; // Its span is ours.

  model::log_origin origin() const;
};

/// Marks requests: keeps what a client brought if it is well-formed, and draws the rest. For one
/// thread.
class marking {
public:
  explicit marking(std::uint64_t seed) : random_{seed} {}
  /// As no other engine does, and no other start of this one.
  static marking by_chance();

  request_marks mark(const request& head);
  /// Of one whose head can't be read.
  request_marks mark();

private:
  std::uint64_t draw();

  std::mt19937_64 random_;
};

} // namespace kod::http
