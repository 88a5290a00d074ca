#pragma once

#include "actors/backup_interfaces.hpp"
#include "model/census.hpp"
#include "model/minutes.hpp"
#include "model/outbox.hpp"
#include "model/request_key.hpp"
#include "model/views.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What clients look at, and what they are answered: the part of actors/interfaces.hpp that changes
// nothing.

namespace kod::actors {

struct see_referral {
  model::referral_id referral;
  model::party by; // An agent sees its own, its offer and its board; others see any.
};
struct see_agent {
  model::agent_id agent;
};
struct see_programme {};
/// Where a list goes on. What moved within it since it began is left out: nothing comes twice.
struct list_cursor {
  std::string after;
  std::uint64_t as_of = 0; // The journal's sequence when the list began.
};
struct list_referrals {
  std::optional<model::referral_status> status{};
  std::optional<model::referral_type> type{};
  std::optional<bool> overdue{};
  std::optional<bool> contact_centre{};
  std::optional<model::agent_id> agent{};
  std::optional<list_cursor> cursor{};
  std::size_t limit = 50;
};
/// The Referral Manager: open offers, In Progress, the Mass board, own ended ones.
struct list_desk {
  model::agent_id agent;
  model::party by;
  std::optional<model::referral_status> status{};
  std::optional<model::referral_type> type{};
  std::optional<list_cursor> cursor{};
  std::size_t limit = 50;
};
struct referral_page {
  std::vector<model::referral_view> items;
  std::optional<list_cursor> next{};
};
struct list_agents {
  std::optional<model::registration_status> status{};
  std::optional<bool> available{};
  std::optional<list_cursor> cursor{};
  std::size_t limit = 50;
};
struct agent_page {
  std::vector<model::agent_view> items;
  std::optional<list_cursor> next{};
};
struct get_history {
  model::referral_id referral;
  std::uint64_t after = 0; // A sequence.
  std::size_t limit = 50;
};
struct history_page {
  std::vector<model::recorded_event> items; // The public ones.
  std::optional<std::uint64_t> next{};
};
/// What was answered under a key, without storing anything: where nothing new may be taken.
struct find_kept {
  model::request_key key;
};
/// The audit, newest first.
struct audit_record {
  model::recorded_event event;
  std::optional<std::string> reason; // As it was typed; none: none was given, or it is erased.
};
struct audit_page {
  std::vector<audit_record> items;
  std::optional<std::uint64_t> next{}; // The sequence before which it goes on.
};
struct list_audit {
  std::optional<std::string> subject{};
  std::optional<std::uint64_t> before{}; // A sequence.
  std::size_t limit = 50;
  audit_page so_far{}; // INTERNAL: a page is read in pieces.
};
/// What the event does to the boards that Mass referrals stand on.
enum class board_change : std::uint8_t { none, comes, leaves };
/// An event as a feed's reader may see it. One that doesn't concern the reader's agent is told it
/// for the boards' sake alone.
struct feed_item {
  model::recorded_event event;
  bool concerns = true;
  board_change boards = board_change::none;
};
/// The past of a feed, from the archive: page by page, at the reader's own pace.
struct read_feed {
  std::optional<model::agent_id> only; // What concerns this agent; else everything.
  std::uint64_t after = 0;             // A sequence.
};
struct feed_page {
  std::vector<feed_item> items;
  std::uint64_t through = 0; // It has been read up to this sequence ...
  std::uint64_t end = 0;     // ... of so many that are stored.
};
struct get_stats {};
struct stats {
  model::instant at{};
  model::census_figures census;
  std::size_t available = 0;
  std::size_t offerable = 0;
  std::optional<backup_standing> backups{};       // None: there is nowhere to keep one.
  std::optional<model::outbox_standing> outbox{}; // None: nobody is told anything.
  model::flow since_start{};
  /// By type, since the engine's start.
  std::array<std::uint64_t, std::variant_size_v<model::referral_event>> referral_events{};
};

} // namespace kod::actors
