#pragma once

#include "model/log_levels.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// The log as whoever writes it sees it: lines of a fixed text and named figures. Nothing personal
// goes in: no name, no number, no address, nothing that anybody typed.

namespace kod::model {

/// A text that stands in the source. The compiler takes no other, so nothing that came from
/// outside can become part of it.
class fixed_text {
public:
  template <std::size_t size>
  consteval fixed_text(const char (&text)[size]) : text_{text, size - 1} {}

  constexpr operator std::string_view() const { return text_; }

private:
  std::string_view text_;
};

/// A figure beside the text. A string is of our own making or the machine's (a path, an error): it
/// may hold any bytes, and is written so that it can't break its line.
struct log_field {
  log_field(fixed_text called, std::integral auto number)
    : name{called}, value{static_cast<std::int64_t>(number)} {}
  log_field(fixed_text called, double number) : name{called}, value{number} {}
  log_field(fixed_text called, std::string text) : name{called}, value{std::move(text)} {}

  fixed_text name;
  std::variant<std::int64_t, double, std::string> value;
};

/// The request that a line is of: http/trace.hpp.
struct log_origin {
  std::string request_id;
  std::string trace_id;
  std::string traceparent;
};

struct log_line {
  log_level level;
  log_component component;
  fixed_text message;
  std::vector<log_field> fields{};
  std::optional<log_origin> origin{};
};

/// Where lines go, and how much of it is wanted. Safe to use from any thread.
class logbook {
public:
  virtual ~logbook() = default;

  /// To be asked before a line is made that is mostly not wanted. Looks at no clock, so that it
  /// costs next to nothing.
  virtual bool wants(log_component, log_level) const = 0;
  /// Waits for nobody. What isn't wanted goes nowhere.
  virtual void write(const log_line&) = 0;

  // What operators ask and say.
  virtual log_setting setting() = 0;
  virtual log_levels started_with() const = 0;
  virtual void change(const log_setting&) = 0;
  /// Lines that found no room, since whoever reads them was too slow.
  virtual std::uint64_t dropped() const = 0;
};

} // namespace kod::model
