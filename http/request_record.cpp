#include "http/request_record.hpp"

#include "http/problem.hpp"
#include "http/router.hpp"

#include <boost/core/demangle.hpp>

#include <string>
#include <typeinfo>
#include <utility>

namespace kod::http {

namespace {

struct verdict {
  model::log_level level;
  model::fixed_text says;
};

/// What clients do wrong, and what is turned away under load, comes in crowds: it is told to
/// whoever asks for it.
verdict judge(const response& given, bool long_time) {
  using enum model::log_level;
  if (given.status == 500)
    return {error, "a request failed"};
  if (given.problem == to_string(code::unknown_outcome))
    return {warning, "a request was given up, and its outcome is unknown"};
  if (given.status >= 400)
    return {debug, "a request was refused"};
  if (long_time)
    return {info, "a request took long"};
  return {debug, "a request was answered"};
}

} // namespace

void request_record::begin(marking& with, const request& head) {
  marks_ = with.mark(head);
  method_ = head.method;
  began_ = steady::now();
}

void request_record::begin_unread(marking& with) {
  marks_ = with.mark();
  began_ = steady::now();
}

void request_record::tell_exception(model::logbook* log, const std::exception& thrown) const {
  if (!log || !marks_)
    return;
  log->write(
    {model::log_level::error,
     model::log_component::http,
     "a handler threw an exception",
     {{"route", std::string{route_}}, {"exception", boost::core::demangle(typeid(thrown).name())}},
     marks_->origin()});
}

void request_record::end(model::logbook* log, const response& given, std::size_t bytes) {
  if (log && marks_) {
    const auto took = steady::now() - began_;
    const auto [level, says] = judge(given, took >= long_time);
    if (log->wants(model::log_component::http, level)) {
      const auto microseconds = std::chrono::floor<std::chrono::microseconds>(took).count();
      model::log_line line{level, model::log_component::http, says, {}, marks_->origin()};
      line.fields = {
        {"method", std::string{to_string(method_)}},
        {"route", std::string{route_}},
        {"status", given.status},
        {"duration_ms", static_cast<double>(microseconds) / 1000},
        {"bytes", bytes}};
      if (!given.problem.empty())
        line.fields.emplace_back(model::fixed_text{"problem"}, std::string{given.problem});
      log->write(line);
    }
  }
  marks_.reset();
  method_ = method::other;
  route_ = {};
}

} // namespace kod::http
