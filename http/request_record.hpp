#pragma once

#include "http/message.hpp"
#include "http/trace.hpp"
#include "model/logbook.hpp"

#include <chrono>
#include <cstddef>
#include <exception>
#include <optional>
#include <string_view>

// INTERNAL to the server: what the log tells of one request.

namespace kod::http {

/// From a request's head to the answer: by which id it is known, and one line of what became of
/// it. The line tells the route's pattern and never what was asked for by it: a path, a query and
/// headers may hold a token or somebody's name.
class request_record {
public:
  using steady = std::chrono::steady_clock;

  void begin(marking&, const request& head);
  /// A request whose head can't be read has an id all the same.
  void begin_unread(marking&);
  bool begun() const { return marks_.has_value(); }

  /// The pattern stays where it is.
  void found(std::string_view pattern) { route_ = pattern; }
  /// None if nothing has begun.
  std::string_view id() const { return marks_ ? std::string_view{marks_->id} : ""; }

  /// Its handler threw. What the exception says may be anything: its type is told.
  void tell_exception(model::logbook*, const std::exception&) const;
  /// It was answered, with so many bytes. The next one may begin.
  void end(model::logbook*, const response&, std::size_t bytes);

  /// From here on it is worth a line by itself.
  static constexpr std::chrono::seconds long_time{2};

private:
  std::optional<request_marks> marks_;
  method method_ = method::other;
  std::string_view route_;
  steady::time_point began_{};
};

} // namespace kod::http
