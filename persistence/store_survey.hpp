#pragma once

#include "persistence/high_water.hpp"
#include "persistence/rocksdb_store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kod::persistence {

/// What the files of a store look like before RocksDB opens them. RocksDB leaves out what it can't
/// read at the end of a log, and deletes it; this tells what was cut short and never answered from
/// what was answered and is damaged.
struct store_survey {
  /// A file that isn't whole.
  struct broken_file {
    std::string name;
    std::uint64_t whole_bytes = 0; // What lies before that is whole.
    std::uint64_t bytes = 0;
  };
  enum class remedy : std::uint8_t {
    cut_away,  // What lies behind the damage can be given up.
    elsewhere, // Only a backup has what is needed.
  };
  struct damage {
    broken_file where;
    std::string what;
    remedy mended_by = remedy::cut_away;
    std::vector<std::string> later_logs; // What they hold follows on what is damaged.
    std::uint64_t commits_behind = 0;    // That can still be read.
    std::uint64_t last_sequence = 0;     // Of those; 0: none.
  };

  bool blank = false;           // Nothing was ever written: the first start didn't get that far.
  std::vector<broken_file> cut; // Short, in what was never answered.
  std::optional<damage> damaged;
};

/// Of the store in a data folder, which nobody else may write to meanwhile. Throws
/// `model::journal_failure` where a file can't be read.
store_survey survey(const store_settings& of_data_folder, const std::optional<high_mark>& noted);

} // namespace kod::persistence
