#pragma once

#include "model/journal.hpp"

#include <boost/describe/class.hpp>

#include <array>
#include <cstdint>
#include <variant>
#include <vector>

// What lies in the store, as values: the journal's records and the snapshots.

namespace kod::persistence {

/// Of a record's bytes; each record holds that of the one before it, the first one zeros.
using chain_hash = std::array<std::uint8_t, 32>;

/// What one batch did to one entity.
struct referral_events {
  model::referral_id entity;
  std::uint64_t version = 0; // After the batch.
  std::vector<model::referral_event> events;
};
BOOST_DESCRIBE_STRUCT(referral_events, (), (entity, version, events))

struct agent_events {
  model::agent_id entity;
  std::uint64_t version = 0;
  std::vector<model::agent_event> events;
};
BOOST_DESCRIBE_STRUCT(agent_events, (), (entity, version, events))

struct programme_events {
  model::programme_id entity;
  std::uint64_t version = 0;
  std::vector<model::programme_event> events;
};
BOOST_DESCRIBE_STRUCT(programme_events, (), (entity, version, events))

/// What changed no entity.
struct notice_events {
  model::notice_subject entity;
  std::uint64_t version = 0; // Always.
  std::vector<model::notice_event> events;
};
BOOST_DESCRIBE_STRUCT(notice_events, (), (entity, version, events))

using entity_events = std::variant<referral_events, agent_events, programme_events, notice_events>;

/// A batch's events: the journal's unit, keyed by the sequence of its last event.
struct batch_record {
  chain_hash previous{};
  std::uint64_t first_sequence = 0;
  model::instant at{};
  model::party by;
  std::vector<entity_events> writes;
  std::string from{};
};
BOOST_DESCRIBE_STRUCT(batch_record, (), (previous, first_sequence, at, by, writes, from))

/// What stands before a snapshot, so that a start needn't read the whole.
struct snapshot_head {
  std::uint64_t version = 0;
  std::uint64_t sequence = 0; // Of the entity's last event.
  bool live = false;          // An agent, or a referral that has not ended.
  bool operator==(const snapshot_head&) const = default;
};
BOOST_DESCRIBE_STRUCT(snapshot_head, (), (version, sequence, live))

template <class Entity>
struct snapshot_record {
  snapshot_head head;
  Entity snapshot;
  BOOST_DESCRIBE_CLASS(snapshot_record, (), (head, snapshot), (), ())
};

/// The end of a journal, or of the part of it that was found whole.
struct chain_end {
  std::uint64_t sequence = 0;
  chain_hash hash{};
  bool operator==(const chain_end&) const = default;
};
BOOST_DESCRIBE_STRUCT(chain_end, (), (sequence, hash))

} // namespace kod::persistence
