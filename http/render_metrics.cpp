#include "http/render_metrics.hpp"

#include "http/metrics_text.hpp"
#include "http/seconds.hpp"
#include "model/words.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <variant>

namespace kod::http {

namespace {

using enum metric;

double as_number(std::integral auto count) {
  return static_cast<double>(count);
}

double seconds_since(model::instant begin, model::instant now) {
  return std::max(in_seconds(now - begin), 0.0);
}

/// What was never counted yet has no sample, rather than one that says nothing.
void one_if(
  metrics_text& out, std::string_view name, std::string_view help, std::optional<double> value) {
  if (value)
    out.one(name, gauge, help, *value);
}

void write_referrals(metrics_text& out, const actors::stats& counted) {
  using status = model::referral_status;
  const auto& census = counted.census;
  out.begin("kod_referrals", gauge, "Referrals by status, of all that were ever asked for.");
  for (const auto each :
       {status::pending, status::in_progress, status::complete, status::cancelled})
    out.sample(
      {{"status", model::to_string(each)}},
      as_number(census.by_status[static_cast<std::size_t>(each)]));
  out.begin("kod_referrals_by_type", gauge, "Referrals by type, of all that were ever asked for.");
  for (const auto each : {model::referral_type::general, model::referral_type::mass})
    out.sample(
      {{"type", model::to_string(each)}},
      as_number(census.by_type[static_cast<std::size_t>(each)]));
  out.one(
    "kod_open_offers", gauge, "Offers that wait for an answer.", as_number(census.open_offers));
  out.one(
    "kod_overdue_referrals",
    gauge,
    "Open referrals past the promised call, nobody contacted.",
    as_number(census.overdue));
  out.one(
    "kod_contact_centre_referrals",
    gauge,
    "Pending referrals that nobody is there to take, or that are past the promised call.",
    as_number(census.contact_centre));
  out.one(
    "kod_referrals_waiting_for_opening",
    gauge,
    "Referrals that wait until the programme opens.",
    as_number(census.waits_for_opening));
  const auto& since = census.oldest_waiting_since;
  out.one(
    "kod_oldest_waiting_seconds",
    gauge,
    "For how long the oldest Pending referral has waited.",
    since ? seconds_since(*since, counted.at) : 0);
}

template <std::size_t... Index>
void write_referral_events(
  metrics_text& out, const actors::stats& counted, std::index_sequence<Index...>) {
  out.begin(
    "kod_referral_events_total",
    counter,
    "Events of referrals in the journal, by type, since the engine's start.");
  const auto write = [&](std::string_view type, std::uint64_t count) {
    out.sample({{"type", type}}, as_number(count));
  };
  (write(
     std::variant_alternative_t<Index, model::referral_event>::type,
     counted.referral_events[Index]),
   ...);
}

void write_promises(metrics_text& out, const model::census_figures& census) {
  if (census.accept_p50_seconds && census.accept_p95_seconds) {
    out.begin(
      "kod_time_to_accept_seconds", gauge, "From request or opening to an accept, by share.");
    out.sample({{"share", "0.5"}}, *census.accept_p50_seconds);
    out.sample({{"share", "0.95"}}, *census.accept_p95_seconds);
  }
  one_if(
    out,
    "kod_inside_promise_ratio",
    "Of those contacted, completed or ever overdue, the share never overdue.",
    census.inside_promise);
}

void write_agents(metrics_text& out, const actors::stats& counted) {
  using status = model::registration_status;
  out.begin("kod_agents", gauge, "Agents by registration.");
  for (const auto each :
       {status::not_started,
        status::incomplete,
        status::registered,
        status::suspended,
        status::deregistered})
    out.sample(
      {{"status", model::to_string(each)}},
      as_number(counted.census.agents[static_cast<std::size_t>(each)]));
  out.one("kod_available_agents", gauge, "Agents available now.", as_number(counted.available));
  out.one(
    "kod_offerable_agents",
    gauge,
    "Agents available now that hold no open offer.",
    as_number(counted.offerable));
}

void write_backups(metrics_text& out, const actors::stats& counted) {
  if (!counted.backups)
    return;
  const auto& standing = *counted.backups;
  out.one("kod_backups", gauge, "Backups kept.", as_number(standing.kept));
  out.one(
    "kod_backup_failures_total",
    counter,
    "Backups that failed, since the engine's start.",
    as_number(standing.failures));
  one_if(
    out,
    "kod_backup_age_seconds",
    "Age of the newest backup: what is lost with the disk.",
    standing.last_at ? std::optional{seconds_since(*standing.last_at, counted.at)} : std::nullopt);
}

void write_outbox(metrics_text& out, const actors::stats& counted) {
  if (!counted.outbox)
    return;
  const auto& standing = *counted.outbox;
  out.begin(
    "kod_notifications_total",
    counter,
    "Attempts to tell somebody outside, by what came of them, since the engine's start.");
  for (const auto via : model::all_channels)
    for (std::size_t each = 0; each < model::delivery_outcome_count; ++each)
      out.sample(
        {{"channel", model::word(via)},
         {"outcome", model::word(static_cast<model::delivery_outcome>(each))}},
        as_number(standing.outcomes[static_cast<std::size_t>(via)][each]));
  out.one(
    "kod_notifications_waiting", gauge, "Notifications to deliver.", as_number(standing.waiting));
  out.one("kod_notifications_dead", gauge, "Notifications given up.", as_number(standing.dead));
  one_if(
    out,
    "kod_notification_oldest_seconds",
    "Age of the oldest notification that waits.",
    standing.oldest_made_at ? std::optional{seconds_since(*standing.oldest_made_at, counted.at)}
                            : std::nullopt);
}

void write_clock_and_room(metrics_text& out, const metrics_sources& from) {
  out.one(
    "kod_clock_steps_total",
    counter,
    "How often the wall clock was set since the engine's start.",
    as_number(from.clock.steps));
  out.one(
    "kod_clock_behind_seconds",
    gauge,
    "By how much the engine's clock has yet to catch up with the wall clock.",
    in_seconds(from.clock.wall_ahead));
  out.one(
    "kod_storage_free_bytes", gauge, "Free where the store lies.", as_number(from.room.free_bytes));
  out.one(
    "kod_storage_floor_bytes",
    gauge,
    "Free space below which nothing new is taken.",
    as_number(from.room.floor_bytes));
  out.one("kod_storage_full", gauge, "1 while nothing new is taken.", from.room.full ? 1 : 0);
}

std::string_view name_of(errand what) {
  switch (what) {
  case errand::health: return "health";
  case errand::order: return "order";
  case errand::look: return "look";
  case errand::new_request: break;
  }
  return "new_request";
}

void write_request_times(metrics_text& out, std::string_view what, const time_figures& times) {
  std::vector<metric_bucket> buckets;
  std::uint64_t counted = 0;
  for (std::size_t at = 0; at < time_figures::bounds.size(); ++at)
    buckets.push_back({time_figures::bounds[at], counted += times.counts[at]});
  out.sample({{"errand", what}}, buckets, counted + times.counts.back(), times.seconds);
}

void write_door(metrics_text& out, const door_figures& door) {
  constexpr std::array all{errand::health, errand::order, errand::look, errand::new_request};
  out.begin("kod_requests_under_way", gauge, "Requests that the engine works at.");
  for (const auto each : all)
    out.sample({{"errand", name_of(each)}}, as_number(door.inside[static_cast<std::size_t>(each)]));
  out.begin("kod_requests_refused_total", counter, "Requests turned away as too many.");
  for (const auto each : all)
    out.sample(
      {{"errand", name_of(each)}}, as_number(door.refused[static_cast<std::size_t>(each)]));
  out.begin(
    "kod_http_request_duration_seconds",
    histogram,
    "From the whole request to its answer, of those let in, by errand.");
  for (const auto each : all)
    write_request_times(out, name_of(each), door.times[static_cast<std::size_t>(each)]);
}

/// Under the names that CAF's later versions give to their own.
void write_actors(metrics_text& out, const std::vector<actors::kind_row>& kinds) {
  std::uint64_t handled = 0, lost = 0;
  for (const auto& each : kinds) {
    handled += each.figures.handled;
    lost += each.figures.lost;
  }
  out.begin("caf_system_running_actors", gauge, "Actors that live, by kind.");
  for (const auto& each : kinds)
    out.sample({{"name", each.kind}}, as_number(each.live));
  out.one("caf_system_processed_messages_total", counter, "Messages handled.", as_number(handled));
  out.one(
    "caf_system_rejected_messages_total",
    counter,
    "Messages to actors that had ended.",
    as_number(lost));
  out.begin("caf_actor_mailbox_size", gauge, "Messages that wait, by kind.");
  for (const auto& each : kinds)
    out.sample({{"name", each.kind}}, as_number(each.figures.waiting));
  out.begin(
    "kod_actor_oldest_message_seconds",
    gauge,
    "For how long the oldest message has waited, at most.");
  for (const auto& each : kinds)
    out.sample({{"name", each.kind}}, in_seconds(each.figures.oldest));
  out.begin("kod_actor_timers", gauge, "Timers armed, by kind.");
  for (const auto& each : kinds)
    out.sample({{"name", each.kind}}, as_number(each.timers));
  out.begin("kod_actor_restarts_total", counter, "Actors started again after an exception.");
  for (const auto& each : kinds)
    out.sample({{"name", each.kind}}, as_number(each.restarts));
  out.begin(
    "kod_actors_put_aside", gauge, "Actors that failed too often and wait for an operator.");
  for (const auto& each : kinds)
    out.sample({{"name", each.kind}}, as_number(each.put_aside));
}

void write_letters(metrics_text& out, const actors::dead_letter_list& letters) {
  out.begin("kod_dead_letters_total", counter, "Messages that were never handled, by reason.");
  for (const auto each : actors::all_undelivered)
    out.sample(
      {{"reason", to_string(each)}}, as_number(letters.counts[static_cast<std::size_t>(each)]));
}

/// From a microsecond on, by a factor of four.
double bound_of(std::size_t at) {
  return in_seconds(std::chrono::nanoseconds{1'024LL << 2 * at});
}

void write_waits(metrics_text& out, const std::vector<actors::kind_row>& kinds) {
  out.begin(
    "caf_actor_mailbox_time_seconds",
    histogram,
    "Time that a message waits in the mailbox, by kind of actor. A sample: of one at a time.");
  for (const auto& each : kinds) {
    const auto& waits = each.figures.waits;
    std::vector<metric_bucket> buckets;
    std::uint64_t counted = 0;
    for (std::size_t at = 0; at + 1 < waits.size(); ++at)
      buckets.push_back({bound_of(at), counted += waits[at]});
    out.sample(
      {{"name", each.kind}}, buckets, counted + waits.back(), in_seconds(each.figures.waited));
  }
}

/// Every second of the buckets, which are powers of two.
void write_handling_times(metrics_text& out, const std::vector<actors::kind_row>& kinds) {
  constexpr std::size_t first = 10, step = 2;
  out.begin(
    "caf_actor_processing_time_seconds", histogram, "Time to handle a message, by kind of actor.");
  for (const auto& each : kinds) {
    const auto& times = each.figures.handling_times;
    std::vector<metric_bucket> buckets;
    std::uint64_t counted = 0;
    for (std::size_t at = 0; at + 1 < times.size(); ++at) {
      counted += times[at];
      if (at >= first && (at - first) % step == 0)
        buckets.push_back({bound_of((at - first) / step), counted});
    }
    out.sample(
      {{"name", each.kind}}, buckets, counted + times.back(), in_seconds(each.figures.busy));
  }
}

void write_store(metrics_text& out, const model::store_figures& store) {
  out.one(
    "kod_journal_events_total",
    counter,
    "Events in the journal, ever.",
    as_number(store.last_sequence));
  out.one(
    "rocksdb_total_sst_files_size_bytes", gauge, "Bytes in tables.", as_number(store.table_bytes));
  out.one(
    "rocksdb_cur_size_all_mem_tables_bytes",
    gauge,
    "Bytes gathered that are in no table yet.",
    as_number(store.memory_bytes));
  out.one("rocksdb_estimate_num_keys", gauge, "About so many keys.", as_number(store.keys));
  out.one(
    "rocksdb_num_running_compactions", gauge, "Merges of tables.", as_number(store.compactions));
  out.one("rocksdb_num_running_flushes", gauge, "Tables being made.", as_number(store.flushes));
  out.one(
    "rocksdb_background_errors_total",
    counter,
    "Failures in the background, since the start.",
    as_number(store.errors));
  out.one("rocksdb_is_write_stopped", gauge, "1 while writes wait.", store.stopped ? 1 : 0);
}

/// Under the names that Prometheus gives to every process's.
void write_process(metrics_text& out, const machine_figures& machine) {
  const auto& process = machine.process;
  out.begin("kod_build_info", gauge, "Always 1.");
  out.sample({{"version", machine.version}}, 1);
  out.one("process_cpu_seconds_total", counter, "User and system time.", process.cpu_seconds);
  out.one(
    "process_resident_memory_bytes", gauge, "Memory in use.", as_number(process.memory_bytes));
  out.one("process_open_fds", gauge, "Files and sockets open.", as_number(process.open_files));
  out.one("process_max_fds", gauge, "How many may be.", as_number(process.most_files));
  out.one("process_threads", gauge, "Threads.", as_number(process.threads));
  out.one("process_start_time_seconds", gauge, "Start, in seconds since 1970.", process.started_at);
}

} // namespace

std::string metrics_of(const metrics_sources& from) {
  metrics_text out;
  write_process(out, from.machine);
  write_referrals(out, from.counted);
  write_referral_events(
    out, from.counted, std::make_index_sequence<std::variant_size_v<model::referral_event>>{});
  write_promises(out, from.counted.census);
  write_agents(out, from.counted);
  write_backups(out, from.counted);
  write_outbox(out, from.counted);
  write_clock_and_room(out, from);
  write_door(out, from.machine.door);
  out.one(
    "kod_log_lines_dropped_total",
    counter,
    "Lines of the log that found no room, or no reader.",
    as_number(from.machine.log_lines_dropped));
  write_actors(out, from.kinds);
  write_letters(out, from.letters);
  write_waits(out, from.kinds);
  write_handling_times(out, from.kinds);
  write_store(out, from.machine.store);
  return out.take();
}

} // namespace kod::http
