#pragma once

#include "model/agent_events.hpp"
#include "model/notices.hpp"
#include "model/outbox_records.hpp"
#include "model/party.hpp"
#include "model/programme.hpp"
#include "model/referral_events.hpp"
#include "model/sealed.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

// The port of durable state. Its real form is persistence/rocksdb_journal, its fake
// persistence/memory_journal; one suite of tests runs against both.

namespace kod::model {

/// An entity's new version: what happened, and what it has become by it.
struct referral_write {
  std::uint64_t version = 0; // 1, 2, 3 ... for each entity.
  std::vector<referral_event> events;
  referral snapshot;
};
struct agent_write {
  std::uint64_t version = 0;
  std::vector<agent_event> events;
  agent snapshot;
};
struct programme_write {
  std::uint64_t version = 0;
  std::vector<programme_event> events;
  programme snapshot;
};
using entity_write = std::variant<referral_write, agent_write, programme_write>;
/// Whose history an event belongs to: an entity's, or that of a notice's subject.
using entity_name = std::variant<referral_id, agent_id, programme_id, notice_subject>;

/// A name that only one may hold: an idempotency key, a hash of name and phone, an NPN.
struct claim {
  std::string name;
  std::string owner;
  std::string detail; // Opaque to the journal.
  std::optional<instant> expires;
  bool operator==(const claim&) const = default;
};
BOOST_DESCRIBE_STRUCT(claim, (), (name, owner, detail, expires))

struct sealed_write {
  std::string key;
  std::optional<sealed_content> content; // None: erase.
};

/// A list's row. Its value is the sequence at which it was placed.
struct row_write {
  std::string key;
  bool placed = true; // Else it is removed.
  bool operator==(const row_write&) const = default;
};

/// What is written whole or not at all. `at`, `by` and `from` stand in the record of each event.
struct batch {
  instant at{};
  party by;
  std::vector<entity_write> writes{};
  std::vector<claim> take{};
  std::vector<std::string> free{};
  std::vector<sealed_write> sealed{};
  std::vector<row_write> rows{};
  std::vector<notice> notices{};
  std::string from{};
  std::vector<outbox_write> outbox{};
};

/// The sequence of the batch's last event.
struct committed {
  std::uint64_t sequence = 0;
};
struct version_refused {
  std::string entity;
  std::uint64_t stored = 0;
};
struct claim_refused {
  claim held;
};
using append_result = std::variant<committed, version_refused, claim_refused>;

/// One event as it lies in the journal. The sequence has no gap over all entities.
struct recorded_event {
  std::uint64_t sequence = 0;
  std::uint64_t version = 0; // Of the entity, after the commit that holds the event; a notice: 0.
  instant at{};
  party by;
  entity_name entity;
  std::variant<referral_event, agent_event, programme_event, notice_event> event;
  std::string from{}; // The client's address, where the audit tells of it: model/audit.hpp.
};

template <class Entity>
struct stored {
  std::uint64_t version = 0;
  Entity snapshot;
};

struct placed_row {
  std::string key;
  std::uint64_t sequence = 0;
};

/// The reading side. Safe to call from any thread at any time; sees every answered commit. Throws
/// `journal_failure` where the store is damaged: never a missing row instead.
class archive {
public:
  virtual ~archive() = default;
  virtual std::optional<stored<referral>> find(const referral_id&) const = 0;
  virtual std::optional<stored<agent>> find(const agent_id&) const = 0;
  virtual std::optional<stored<programme>> find(const programme_id&) const = 0;
  /// In order of id, from `from` on (inclusive), until `visit` answers false.
  virtual void each_agent(
    const agent_id& from, const std::function<bool(const stored<agent>&)>& visit) const = 0;
  virtual void each_referral(
    const referral_id& from, const std::function<bool(const stored<referral>&)>& visit) const = 0;
  /// Rows whose key begins with `prefix`, in order of key, after `after` (exclusive; empty: all).
  virtual void each_row(
    const std::string& prefix,
    const std::string& after,
    const std::function<bool(const placed_row&)>& visit) const = 0;
  /// One entity's events after the given sequence, oldest first.
  virtual std::vector<recorded_event>
  history(const entity_name&, std::uint64_t after, std::size_t most) const = 0;
  /// Everybody's events after the given sequence, oldest first.
  virtual std::vector<recorded_event> since(std::uint64_t after, std::size_t most) const = 0;
  virtual std::uint64_t last_sequence() const = 0;
  virtual std::optional<sealed_content> unseal(const std::string& key) const = 0;
  virtual std::optional<claim> find_claim(const std::string& name) const = 0;
  virtual void each_outbox_record(const std::function<void(const outbox_record&)>&) const = 0;
};

/// The writing side: one caller at a time.
class journal : public archive {
public:
  /// Checks and writes the batches one after the other, each seeing those before it, and syncs
  /// once for all. A batch is refused whole: where a version isn't the stored one + 1, or a claim
  /// is held (and has not expired at the batch's `at`). What passed is durable on return. Throws
  /// `journal_failure` when a write or sync failed: what became of the batches is then unknown.
  virtual std::vector<append_result> append(std::span<const batch>) = 0;
  /// Which opening of the store this is, from 1 on.
  virtual std::uint64_t start_number() const = 0;
};

struct journal_failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Hashes under the installation's key, so that equal things can be found without being stored.
class fingerprints {
public:
  virtual ~fingerprints() = default;
  virtual std::string of(std::string_view) const = 0; // Hexadecimal; thread-safe.
};

} // namespace kod::model
