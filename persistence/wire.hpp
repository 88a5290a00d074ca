#pragma once

#include "persistence/tags.hpp"

#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <array>
#include <bit>
#include <chrono>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

// The codec's templates. Heavy: only codec.cpp includes them.
//
//   number         varint, 7 bits a byte, lowest first; signed ones in zigzag
//   enum           its number          bool, tag   one byte
//   double         8 bytes, lowest first
//   string         length, bytes       id          as its string
//   vector, array  count, elements     optional    0, or 1 and the value
//   struct         count of fields, then the fields in the order in which they are described
//   variant        `tag_of` the alternative, then the alternative
//
// A struct with fewer fields than today's was written earlier: the rest keep their defaults.

namespace kod::persistence::wire {

[[noreturn]] inline void damaged(const char* what) {
  throw model::journal_failure{std::string{"damaged record: "} + what};
}

template <class T>
concept described = boost::describe::has_describe_members<T>::value;

template <class T>
concept id = std::same_as<T, model::agent_id> || std::same_as<T, model::referral_id> || std::
  same_as<T, model::language> || std::same_as<T, model::zip_code>;

template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
inline constexpr std::uint64_t field_count = boost::mp11::mp_size<members_of<T>>::value;

template <class Id>
auto& text_of(Id& value) {
  auto& [text] = value;
  return text;
}

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

class reader {
public:
  explicit reader(std::string_view from) : left_{from} {}

  std::uint8_t byte() {
    if (left_.empty())
      damaged("it ends too early");
    const auto result = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    return result;
  }

  std::uint64_t number() {
    std::uint64_t result = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto part = byte();
      if (shift == 63 && part > 1)
        break;
      result |= static_cast<std::uint64_t>(part & 0x7f) << shift;
      if (part < 0x80)
        return result;
    }
    damaged("a number is too large");
  }

  /// Each element takes a byte at least, so a damaged count can't ask for more than there is.
  std::size_t count() {
    const auto result = number();
    if (result > left_.size())
      damaged("a length passes its end");
    return static_cast<std::size_t>(result);
  }

  std::string_view text() {
    const auto result = left_.substr(0, count());
    left_.remove_prefix(result.size());
    return result;
  }

  double real() {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 8; ++i)
      bits |= static_cast<std::uint64_t>(byte()) << (8 * i);
    return std::bit_cast<double>(bits);
  }

  bool done() const { return left_.empty(); }

private:
  std::string_view left_;
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

inline void read(reader& from, bool& value) {
  const auto stored = from.byte();
  if (stored > 1)
    damaged("neither true nor false");
  value = stored == 1;
}
inline void read(reader& from, double& value) {
  value = from.real();
}
inline void read(reader& from, std::string& value) {
  value = from.text();
}

template <std::unsigned_integral Number>
void read(reader& from, Number& value) {
  const auto stored = from.number();
  value = static_cast<Number>(stored);
  if (value != stored)
    damaged("a number is too large");
}

template <std::signed_integral Number>
void read(reader& from, Number& value) {
  const auto stored = from.number();
  const auto wide = static_cast<std::int64_t>((stored >> 1) ^ (~(stored & 1) + 1));
  value = static_cast<Number>(wide);
  if (value != wide)
    damaged("a number is too large");
}

template <class Enum>
requires std::is_enum_v<Enum>
void read(reader& from, Enum& value) {
  const auto stored = from.number();
  bool known = false;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto each) {
    if (static_cast<std::uint64_t>(each.value) == stored) {
      value = each.value;
      known = true;
    }
  });
  if (!known)
    damaged("a word that nobody knows");
}

template <class Clock, class Duration>
void read(reader& from, std::chrono::time_point<Clock, Duration>& value) {
  typename Duration::rep since_epoch{};
  read(from, since_epoch);
  value = std::chrono::time_point<Clock, Duration>{Duration{since_epoch}};
}

template <id Id>
void read(reader& from, Id& value) {
  text_of(value) = from.text();
}

template <described T>
void read(reader& from, T& value);

template <class... Ts>
void read(reader& from, std::variant<Ts...>& value);

template <class T>
void read(reader& from, std::optional<T>& value);

template <class T>
void read(reader& from, std::vector<T>& value) {
  value.clear();
  for (auto left = from.count(); left > 0; --left)
    read(from, value.emplace_back());
}

template <class T, std::size_t Size>
void read(reader& from, std::array<T, Size>& value) {
  if (from.count() != Size)
    damaged("an array of another size");
  for (auto& each : value)
    read(from, each);
}

template <class T>
void read(reader& from, std::optional<T>& value) {
  bool there = false;
  read(from, there);
  value.reset();
  if (there)
    read(from, value.emplace());
}

template <class... Ts>
void read(reader& from, std::variant<Ts...>& value) {
  const auto tag = from.byte();
  const auto take = [&]<class T>(std::type_identity<T>) {
    if (tag_of<T> != tag)
      return false;
    read(from, value.template emplace<T>());
    return true;
  };
  if (!(take(std::type_identity<Ts>{}) || ...))
    damaged("a kind that nobody knows");
}

template <described T>
void read(reader& from, T& value) {
  auto left = from.number();
  if (left > field_count<T>)
    damaged("it has fields that a newer version wrote");
  boost::mp11::mp_for_each<members_of<T>>([&](auto member) {
    if (left > 0) {
      read(from, value.*member.pointer);
      --left;
    }
  });
}

} // namespace kod::persistence::wire
