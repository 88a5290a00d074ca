#pragma once

#include "persistence/records.hpp"

#include <string_view>

// The journal's records hang together: each holds the hash of the one before it, and its sequence
// goes on where that one's ended. So a record that was changed, lost or put in is found.

namespace kod::persistence {

chain_hash hash_of(std::string_view record);

/// Takes the journal's next record, which lies under `key`. Throws `model::journal_failure` where
/// it doesn't follow on `end`, and leaves that as it was.
batch_record follow(chain_end& end, std::string_view key, std::string_view record);

} // namespace kod::persistence
