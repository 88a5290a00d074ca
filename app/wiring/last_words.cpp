#include "app/wiring/last_words.hpp"

#include "app/command_line.hpp"
#include "model/text_forms.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>

namespace kod::app {

namespace {

std::string in_seconds(model::duration time) {
  return model::format_duration(std::chrono::round<std::chrono::seconds>(std::chrono::abs(time)));
}

} // namespace

void report_step(model::duration by) {
  std::cerr << "kod: the wall clock was set " << (by.count() < 0 ? "back" : "forward") << " by "
            << in_seconds(by) << "; the engine's clock follows a twentieth faster or slower\n";
}

void report_behind(model::duration by) {
  std::cerr
    << "kod: the wall clock is " << in_seconds(by)
    << " behind the journal's last event; time goes on from the wall clock, and offers made "
       "later than it end as nobody's miss\n";
}

void report_backup(const actors::backup_news& news) {
  const auto who = news.by.role == model::role::engine
                     ? std::string{"its schedule"}
                     : std::string{to_string(news.by.role)} + " " + news.by.id;
  if (const auto& made = news.made)
    std::cerr << "kod: backup " << made->number << " asked for by " << who
              << " was made: events 1 to " << made->sequence << ", " << made->bytes_copied << " of "
              << made->bytes << " bytes copied\n";
  if (news.failure)
    std::cerr << "kod: a backup asked for by " << who << " has failed: " << *news.failure << '\n';
}

void report_room(const model::room& now) {
  const auto megabytes = [](std::uint64_t bytes) {
    return std::to_string(bytes / 1'000'000) + " MB";
  };
  const auto left = megabytes(now.free_bytes) + " are free, the floor is ";
  if (now.full)
    std::cerr << "kod: the disk is nearly full: " << left << megabytes(now.floor_bytes)
              << "; nothing new is taken until " << megabytes(model::opens_at(now.floor_bytes))
              << " are free, all that was taken goes on\n";
  else
    std::cerr << "kod: the disk has room again: " << left << megabytes(now.floor_bytes)
              << "; new requests are taken\n";
}

void end_with_failed_journal(const std::string& why) {
  std::cerr << "kod: the engine failed: " << why
            << "\nkod: what became of the last commits is unknown; start again to read it back\n"
            << std::flush;
  std::_Exit(journal_failed);
}

} // namespace kod::app
