#pragma once

#include "persistence/wire.hpp"

#include <boost/describe/enumerators.hpp>

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

[[noreturn]] inline void damaged(const char* what) {
  throw model::journal_failure{std::string{"damaged record: "} + what};
}

/// Takes from the front of bytes that may be anything.
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
