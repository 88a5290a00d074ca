#pragma once

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace kod::model {

/// An enumerator as the API spells it: `will_enrol_later` is `will-enrol-later`, `operator_` is
/// `operator`.
template <class Enum>
std::string word(Enum value) {
  std::string result;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto each) {
    if (each.value == value)
      result = each.name;
  });
  if (result.ends_with('_'))
    result.pop_back();
  std::ranges::replace(result, '_', '-');
  return result;
}

template <class Enum>
std::optional<Enum> parse_word(std::string_view text) {
  std::optional<Enum> result;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto each) {
    if (word(each.value) == text)
      result = each.value;
  });
  return result;
}

} // namespace kod::model
