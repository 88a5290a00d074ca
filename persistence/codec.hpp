#pragma once

#include "model/minutes.hpp"
#include "persistence/records.hpp"

#include <string>
#include <string_view>

// Values to bytes and back. The same value always gives the same bytes; `wire.hpp` says which.

namespace kod::persistence {

/// For the types that codec.cpp names. Throws `model::journal_failure` where the bytes aren't what
/// `encode` made of a T, whatever they are.
template <class T>
void encode_to(std::string& end, const T&);
template <class T>
T decode(std::string_view);

template <class T>
std::string encode(const T& value) {
  std::string result;
  encode_to(result, value);
  return result;
}

/// The same bytes as of a `batch_record` with these events, without a copy of them.
std::string
encode_record(const chain_hash& previous, std::uint64_t first_sequence, const model::batch&);

/// The same bytes as of a `snapshot_record`, without a copy of the snapshot.
template <class Entity>
std::string encode_snapshot(const snapshot_head&, const Entity&);

/// A snapshot's head alone.
snapshot_head decode_head(std::string_view snapshot);

/// The record's events, each with its sequence.
std::vector<model::recorded_event> events_of(batch_record&&);
std::uint64_t last_sequence(const batch_record&);

} // namespace kod::persistence
