#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

// The format of RocksDB's logs and MANIFESTs, read by ourselves: RocksDB's own reader takes much of
// what is damaged for the end of the log, and then opens without it and without a word.
//
//     file     = blocks of 32 KiB; less than 7 bytes at a block's end stay unused
//     fragment = checksum (4), length (2), type (1), payload; within one block
//     record   = a fragment of type full, or a first one, middle ones and a last one

namespace kod::persistence {

struct log_survey {
  enum class ending : std::uint8_t {
    whole,
    cut,     // In the middle of a record, as when the power goes while it is written.
    damaged, // In something that no writer leaves.
  };
  ending ends = ending::whole;
  std::size_t whole_bytes = 0; // Up to the end of the last whole record before that.
};

/// Told each whole record; answering false says that this one can't be what was written here.
using log_visitor = std::function<bool(std::string_view record)>;

/// Reads records from the beginning, until one isn't whole.
log_survey survey_log(std::string_view file, const log_visitor&);

/// Looks for whole records after a place where there is none.
void survey_behind(std::string_view file, std::size_t damage, const log_visitor&);

} // namespace kod::persistence
