#include "app/wiring/last_words.hpp"

#include "app/command_line.hpp"
#include "app/log/engine_log.hpp"

#include <chrono>
#include <cstdlib>
#include <string>

namespace kod::app {

namespace {

double whole_seconds(model::duration time) {
  return std::chrono::duration<double>{time}.count();
}

} // namespace

model::log_line started_line(std::string_view address) {
  return {
    model::log_level::info,
    model::log_component::process,
    "the engine answers",
    {{"version", std::string{KOD_VERSION}}, {"address", std::string{address}}}};
}

model::log_line stopping_line() {
  return {model::log_level::info, model::log_component::process, "the engine was told to end"};
}

model::log_line stopped_line() {
  return {model::log_level::info, model::log_component::process, "the engine has ended"};
}

model::log_line not_started_line(std::string why) {
  return {
    model::log_level::error,
    model::log_component::process,
    "the engine could not start",
    {{"error", std::move(why)}}};
}

model::log_line step_line(model::duration by) {
  return {
    model::log_level::warning,
    model::log_component::clock_,
    "the wall clock was set; the engine's clock follows a twentieth faster or slower",
    {{"by_seconds", whole_seconds(by)}}};
}

model::log_line behind_line(model::duration by) {
  return {
    model::log_level::warning,
    model::log_component::clock_,
    "the wall clock is behind the journal's last event; time goes on from the wall clock, and "
    "offers made later than it end as nobody's miss",
    {{"by_seconds", whole_seconds(by)}}};
}

model::log_line backup_line(const actors::backup_news& news) {
  const bool by_itself = news.by.role == model::role::engine;
  model::log_field asked_by{
    "asked_by", std::string{by_itself ? "schedule" : to_string(news.by.role)}};
  if (news.failure)
    return {
      model::log_level::error,
      model::log_component::backups_,
      "a backup has failed",
      {std::move(asked_by), {"error", *news.failure}}};
  const auto made = news.made.value_or(model::backup{});
  return {
    model::log_level::info,
    model::log_component::backups_,
    "a backup was made",
    {std::move(asked_by),
     {"number", made.number},
     {"sequence", made.sequence},
     {"bytes", made.bytes},
     {"bytes_copied", made.bytes_copied}}};
}

model::log_line room_line(const model::room& now) {
  std::vector<model::log_field> fields{
    {"free_bytes", now.free_bytes}, {"floor_bytes", now.floor_bytes}};
  if (!now.full)
    return {
      model::log_level::info,
      model::log_component::disk,
      "the disk has room again: new requests are taken",
      std::move(fields)};
  fields.emplace_back(model::fixed_text{"opens_at_bytes"}, model::opens_at(now.floor_bytes));
  return {
    model::log_level::warning,
    model::log_component::disk,
    "the disk is nearly full: nothing new is taken until there is room, all that was taken goes on",
    std::move(fields)};
}

/// Actors end while others still have something to tell them, at every stop.
model::log_line letter_line(const actors::dead_letter& found) {
  return {
    found.why == actors::undelivered::receiver_ended ? model::log_level::debug
                                                     : model::log_level::warning,
    model::log_component::actors,
    "a message was never handled",
    {{"to", found.to}, {"type", found.message}, {"why", std::string{to_string(found.why)}}}};
}

model::log_line store_line(std::string_view text) {
  return {
    model::log_level::warning,
    model::log_component::store,
    "the store says",
    {{"text", std::string{text}}}};
}

void end_with_failed_journal(engine_log& log, const std::string& why) {
  log.write(
    {model::log_level::error,
     model::log_component::process,
     "the engine failed; what became of the last commits is unknown: start again to read it back",
     {{"error", why}}});
  log.flush(std::chrono::seconds{1});
  std::_Exit(journal_failed);
}

} // namespace kod::app
