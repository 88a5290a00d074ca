#pragma once

#include <chrono>
#include <filesystem>

namespace kod::bench {

/// How often a second the disk below the folder makes a small append durable (`fdatasync`):
/// what no engine with one commit at a time can pass.
double sync_rate(const std::filesystem::path& folder, std::chrono::milliseconds during);

} // namespace kod::bench
