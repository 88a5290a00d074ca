#pragma once

#include "model/journal.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

// The keys under which things lie in the store.

namespace kod::persistence {

/// An entity's: `a`, `r` or `p`, and its id; a notice's subject: `s`, and its text.
std::string entity_key(const model::agent_id&);
std::string entity_key(const model::referral_id&);
std::string entity_key(const model::programme_id&);
std::string entity_key(const model::notice_subject&);
std::string entity_key(const model::entity_write&);
std::string entity_key(const model::entity_name&);

/// What the keys of an entity's history begin with.
std::string history_prefix(std::string entity_key);

/// What the keys of the figures by minute begin with; behind it, when the minute ended.
inline constexpr std::string_view minute_prefix = "minute/";
std::string minute_key(model::instant);

/// What is to be told outside, beside what the store says of itself.
inline constexpr std::string_view outbox_prefix = "outbox/";
std::string outbox_key(const std::string& name);

/// Numbers as bytes whose order is the numbers' order.
std::string ordered(std::uint64_t);
/// Throws `model::journal_failure`.
std::uint64_t parse_ordered(std::string_view);

/// Whether more is to be expected of an entity: an agent, or a referral that has not ended.
bool live(const model::entity_write&);

} // namespace kod::persistence
