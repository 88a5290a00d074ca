#pragma once

#include "persistence/rocksdb_archive.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kod::persistence {

/// Told what is being looked at and how many records of it were read.
using check_progress = std::function<void(std::string_view what, std::uint64_t read)>;

/// Whoever has so many has to restore a backup; of what comes after them only the number is told.
inline constexpr std::size_t most_findings = 100;

/// Reads every byte of the store: that its files are what was written, that the journal hangs
/// together from the first record to the last, that snapshots and histories stand where the
/// journal left them, and that every record can be read and every sealed one opened. Answers what
/// is wrong, line by line, with ids and nothing personal. Whether what it holds makes sense is
/// asked by `model/invariants.hpp`.
std::vector<std::string> check(const rocksdb_archive&, const check_progress& = {});

} // namespace kod::persistence
