#pragma once

#include "model/journal.hpp"

#include <string>
#include <vector>

// The lists' index: rows derived from a snapshot and written in the same batch as it. A row's key
// is its list's prefix, its place within the list, and the referral's id after the last slash.

namespace kod::model {

// The lists' prefixes. Each list is in order of key.
std::string list_of_all();                     // Overdue first, then newest.
std::string list_of_status(referral_status);   // The same order.
std::string list_of_agent(const agent_id&);    // Whoever has it or had it last; the same order.
std::string list_of_offers(const agent_id&);   // Open offers by `reply_by`.
std::string list_in_progress(const agent_id&); // By promise.
std::string list_of_ended(const agent_id&);    // The agent's own, newest end first.
std::string list_of_mass();                    // The board: oldest promise first.

/// All rows in which a referral stands, sorted.
std::vector<std::string> rows_of(const referral&);

/// Whether the row of that key is one of them.
bool stands_in(const referral&, const std::string& row);

/// The referral that a row's key names.
referral_id referral_of_row(const std::string& key);

/// What to write when `before` becomes `after`; rows that stay are left alone.
std::vector<row_write> row_changes(const referral* before, const referral& after);

} // namespace kod::model
