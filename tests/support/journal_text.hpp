#pragma once

#include "persistence/records.hpp"

#include <boost/core/demangle.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <variant>
#include <vector>

// Stored values as text, a line for each that isn't a composite, and the types that they are made
// of: so that what was stored once can be compared with what is read today.

namespace kod::tests::text {

template <class T>
concept described = boost::describe::has_describe_members<T>::value;
template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T, std::size_t Size>
inline constexpr bool is_list<std::array<T, Size>> = true;

/// Without the namespaces.
template <class T>
std::string name_of() {
  auto name = boost::core::demangle(typeid(T).name());
  for (const std::string space : {"kod::model::", "kod::persistence::"})
    for (auto at = name.find(space); at != name.npos; at = name.find(space))
      name.erase(at, space.size());
  return name;
}

using lines = std::vector<std::string>;

/// Adds the lines of a value whose path is `path`: `r-1.tenure.number = 3`.
class listing {
public:
  explicit listing(lines& to) : to_{to} {}

  template <class T>
  void add(const std::string& path, const T& value) {
    if constexpr (described<T>)
      boost::mp11::mp_for_each<members_of<T>>(
        [&](auto member) { add(path + '.' + member.name, value.*member.pointer); });
    else if constexpr (is_list<T>)
      for (std::size_t at = 0; at < value.size(); ++at)
        add(path + '[' + std::to_string(at) + ']', value[at]);
    else if constexpr (requires { value.has_value(); })
      value ? add(path, *value) : put(path, "none");
    else if constexpr (requires { value.valueless_by_exception(); })
      std::visit([&](const auto& one) { add_kind(path, one); }, value);
    else
      put(path, spell(value));
  }

private:
  template <class T>
  void add_kind(const std::string& path, const T& value) {
    put(path, name_of<T>());
    add(path, value);
  }

  void put(const std::string& path, const std::string& value) {
    to_.push_back(path + " = " + value);
  }

  static std::string spell(const std::string& value) { return '"' + value + '"'; }
  template <class T>
  static std::string spell(const T& value) {
    if constexpr (std::is_enum_v<T> || std::is_arithmetic_v<T>)
      return std::to_string(+static_cast<std::conditional_t<std::is_enum_v<T>, int, T>>(value));
    else if constexpr (requires { value.time_since_epoch(); })
      return std::to_string(value.time_since_epoch().count());
    else if constexpr (requires { value.digits; })
      return spell(value.digits);
    else if constexpr (requires { value.tag; })
      return spell(value.tag);
    else
      return spell(value.text);
  }

  lines& to_;
};

template <class T>
lines list(const std::string& path, const T& value) {
  lines result;
  listing{result}.add(path, value);
  return result;
}

/// The types that a stored one is made of: a struct's fields and an enum's numbers, in order.
class schema {
public:
  template <class T>
  void add() {
    if constexpr (described<T>)
      add_struct<T>();
    else if constexpr (std::is_enum_v<T>)
      add_enum<T>();
    else
      add_parts(std::type_identity<T>{});
  }

  std::map<std::string, std::string> types; // By name: its words, a comma after each.

private:
  template <class T>
  void add_struct() {
    auto& words = types[name_of<T>()];
    if (!words.empty())
      return;
    words = "struct ";
    boost::mp11::mp_for_each<members_of<T>>([&](auto member) {
      words += std::string{member.name} + ',';
      using type = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
      add<type>();
    });
  }

  template <class T>
  void add_enum() {
    auto& words = types[name_of<T>()];
    words = "enum ";
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto each) {
      words += each.name + ('=' + std::to_string(static_cast<int>(each.value))) + ',';
    });
  }

  template <class T>
  void add_parts(std::type_identity<T>) {}
  template <class T>
  void add_parts(std::type_identity<std::optional<T>>) {
    add<T>();
  }
  template <class T>
  void add_parts(std::type_identity<std::vector<T>>) {
    add<T>();
  }
  template <class T, std::size_t Size>
  void add_parts(std::type_identity<std::array<T, Size>>) {
    add<T>();
  }
  template <class... Ts>
  void add_parts(std::type_identity<std::variant<Ts...>>) {
    (add<Ts>(), ...);
  }
};

} // namespace kod::tests::text
