#pragma once

#include "persistence/tags.hpp"

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <concepts>
#include <cstdint>

// How values lie on disk. The templates that do it are heavy: only codec.cpp includes them.
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

template <class T>
concept described = boost::describe::has_describe_members<T>::value;

template <class T>
concept id = std::same_as<T, model::agent_id> || std::same_as<T, model::referral_id> || std::
  same_as<T, model::programme_id> || std::same_as<T, model::notice_subject> || std::
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

} // namespace kod::persistence::wire
