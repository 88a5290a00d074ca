#pragma once

#include "model/settings.hpp"

#include <filesystem>

// `kod check` judges by the limits that the engine ran with. An agent may rightly hold five open
// referrals after the limit was lowered to three: so the highest ever given is what counts, and it
// stands in the data folder's file `limits`.

namespace kod::app {

/// The file's name: a backup holds it too.
inline constexpr const char* limits_file = "limits";

/// Notes the limits where they are higher than those noted before.
void note_limits(const std::filesystem::path& folder, const model::dispatch_settings&);

/// The highest limits noted there; what isn't a limit is as given.
model::dispatch_settings
with_noted_limits(const std::filesystem::path& folder, model::dispatch_settings);

} // namespace kod::app
