#pragma once

#include "persistence/wire.hpp"

#include <array>
#include <bit>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace kod::persistence::wire {

/// Adds to the end of a string.
class writer {
public:
  explicit writer(std::string& to) : to_{to} {}

  void byte(std::uint8_t value) { to_.push_back(static_cast<char>(value)); }

  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
      byte(static_cast<std::uint8_t>(value | 0x80));
    byte(static_cast<std::uint8_t>(value));
  }

  void text(std::string_view value) {
    number(value.size());
    to_.append(value);
  }

  void real(double value) {
    for (auto bits = std::bit_cast<std::uint64_t>(value), i = std::uint64_t{}; i < 8; ++i)
      byte(static_cast<std::uint8_t>(bits >> (8 * i)));
  }

private:
  std::string& to_;
};

inline void write(writer& to, bool value) {
  to.byte(value ? 1 : 0);
}
inline void write(writer& to, double value) {
  to.real(value);
}
inline void write(writer& to, const std::string& value) {
  to.text(value);
}

template <std::unsigned_integral Number>
void write(writer& to, Number value) {
  to.number(value);
}

template <std::signed_integral Number>
void write(writer& to, Number value) {
  const auto wide = static_cast<std::int64_t>(value);
  to.number((static_cast<std::uint64_t>(wide) << 1) ^ static_cast<std::uint64_t>(wide >> 63));
}

template <class Enum>
requires std::is_enum_v<Enum>
void write(writer& to, Enum value) {
  to.number(static_cast<std::uint64_t>(value));
}

template <class Clock, class Duration>
void write(writer& to, const std::chrono::time_point<Clock, Duration>& value) {
  write(to, static_cast<std::int64_t>(value.time_since_epoch().count()));
}

template <id Id>
void write(writer& to, const Id& value) {
  to.text(text_of(value));
}

template <described T>
void write(writer& to, const T& value);

template <class... Ts>
void write(writer& to, const std::variant<Ts...>& value);

template <class T>
void write(writer& to, const std::optional<T>& value);

template <class T>
void write(writer& to, const std::vector<T>& value) {
  to.number(value.size());
  for (const auto& each : value)
    write(to, each);
}

template <class T, std::size_t Size>
void write(writer& to, const std::array<T, Size>& value) {
  to.number(Size);
  for (const auto& each : value)
    write(to, each);
}

template <class T>
void write(writer& to, const std::optional<T>& value) {
  to.byte(value ? 1 : 0);
  if (value)
    write(to, *value);
}

template <class... Ts>
void write(writer& to, const std::variant<Ts...>& value) {
  static_assert(((tag_of<Ts> != 0) && ...), "persistence/tags.hpp gives each alternative a number");
  std::visit(
    [&]<class T>(const T& alternative) {
      to.byte(tag_of<T>);
      write(to, alternative);
    },
    value);
}

template <described T>
void write(writer& to, const T& value) {
  to.number(field_count<T>);
  boost::mp11::mp_for_each<members_of<T>>([&](auto member) { write(to, value.*member.pointer); });
}

} // namespace kod::persistence::wire
