#include "actors/start.hpp"

#include "actors/backups.hpp"
#include "actors/courier.hpp"
#include "actors/directory.hpp"
#include "actors/dispatcher.hpp"
#include "actors/exports.hpp"
#include "actors/feed.hpp"
#include "actors/journal.hpp"
#include "actors/letters.hpp"
#include "actors/minutes.hpp"
#include "actors/recovery.hpp"
#include "actors/registry.hpp"
#include "actors/roll_pages.hpp"
#include "actors/timer.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/send.hpp>

#include <algorithm>
#include <thread>

namespace kod::actors {

namespace {

/// One of a kind is never started again: what it knew is lost, so the process must end. They are
/// told to end by an exit reason, and fail with any other error.
template <class Actor>
void end_process_with(const Actor& actor, const char* kind, const surroundings& given) {
  caf::actor_cast<caf::abstract_actor*>(actor)->attach_functor(
    [kind, die = given.die](const caf::error& why) {
      if (why && why.category() != caf::make_error(caf::exit_reason::kill).category())
        die(std::string{"the "} + kind + " has failed: " + caf::to_string(why));
    });
}

/// Those without whom the engine would go on aren't watched.
template <class... Actors>
void introduce_to(const registry_actor& registry, const Actors&... singles) {
  (caf::anon_send(registry, introduce{singles.first, caf::actor_cast<caf::actor>(singles.second)}),
   ...);
}

template <class... Actors>
void introduce_and_watch(
  const surroundings& given, const registry_actor& registry, const Actors&... singles) {
  (end_process_with(singles.second, singles.first, given), ...);
  introduce_to(registry, singles...);
}

/// Whoever makes backups isn't watched: the engine goes on without them, and their age tells.
backups_actor
start_backups(caf::actor_system& system, const surroundings& given, const backup_company& with) {
  if (!given.backups)
    return {};
  const auto copier =
    given.journal_on_own_thread
      ? system.spawn<caf::detached>(copier_behavior, given.backups, given.backup_rules)
      : system.spawn(copier_behavior, given.backups, given.backup_rules);
  const auto backups = system.spawn(
    backups_behavior, copier, with, given.now, given.backup_rules, given.report_backup);
  introduce_to(with.registry, std::pair{"copier", copier}, std::pair{"backups", backups});
  return backups;
}

/// Those of whom operators ask what has been.
void start_records(
  caf::actor_system& system,
  const surroundings& given,
  const journal_actor& journal,
  engine& running) {
  running.exports = system.spawn(exports_behavior, &given.journal);
  introduce_to(
    running.registry, std::pair{"letters", running.letters}, std::pair{"exports", running.exports});
  if (!given.minutes)
    return;
  const minutes_company with{running.directory, journal, given.minutes};
  running.minutes = system.spawn(minutes_behavior, with, given.now);
  introduce_to(running.registry, std::pair{"minutes", running.minutes});
}

/// It has a thread of its own where others have: to read a great many takes a while, and a worker
/// meanwhile does nothing else. It does nothing before it is asked.
roll_actor start_roll(
  caf::actor_system& system, const surroundings& given, const std::shared_ptr<roll_book>& book) {
  const auto roll = given.journal_on_own_thread ? system.spawn<caf::detached>(roll_behavior, book)
                                                : system.spawn<caf::lazy_init>(roll_behavior, book);
  book->add({"roll", caf::actor_cast<caf::actor>(roll)});
  return roll;
}

/// Like the journal it has a thread of its own: it reads what has happened while it was away.
courier_actor start_courier(
  caf::actor_system& system,
  const surroundings& given,
  courier_company with,
  std::uint64_t last_sequence) {
  if (!given.post)
    return {};
  with.archive = &given.journal;
  with.post = given.post;
  with.settings = given.settings;
  with.now = given.now;
  const auto courier = given.journal_on_own_thread ? system.spawn<caf::detached>(courier_behavior)
                                                   : system.spawn(courier_behavior);
  caf::anon_send(
    courier, begin_rounds{std::make_shared<const courier_company>(std::move(with)), last_sequence});
  return courier;
}

} // namespace

void configure(caf::actor_system_config& config) {
  // `stealing` starved requests from outside while actors talked among themselves.
  config.set("scheduler.policy", caf::atom("sharing"));
  config.set("scheduler.max-threads", std::max(2U, std::thread::hardware_concurrency()));
  config.set("scheduler.max-throughput", std::size_t{100});
  // Its own log repeats whole messages. Debian's build leaves it out; another may not.
  config.set("logger.file-verbosity", caf::atom("quiet"));
  config.set("logger.console", caf::atom("none"));
}

engine start(caf::actor_system& system, const surroundings& given) {
  auto past = recover(given);
  const auto last_sequence = past.feed.last_sequence;
  const auto* archive = &given.journal;
  const auto letters = system.spawn(letters_behavior, given.now, given.report_letter);
  install(system, letters);
  const auto book = std::make_shared<roll_book>();
  auto registry = system.spawn(registry_behavior, given.draw_id, book);
  auto timer = system.spawn(timer_behavior, registry, given.now, std::move(past.alarms));
  auto programme = archive->find(model::the_programme).value_or(model::stored<model::programme>{});
  auto dispatcher = system.spawn(
    dispatcher_behavior,
    dispatcher_state::origin{
      .registry = registry,
      .timer = timer,
      .now = given.now,
      .settings = given.settings,
      .agents = std::move(past.agents),
      .waiting = std::move(past.waiting),
      .programme = std::make_shared<const model::programme>(
        model::in_force(programme.snapshot, given.programme))});
  auto directory = system.spawn(
    directory_behavior, dispatcher, archive, given.settings, given.now, std::move(past.census));
  auto feed = system.spawn(feed_behavior, archive, std::move(past.feed));
  const listeners told{directory, feed};
  const journal_stores stores{&given.journal, given.minutes};
  auto journal = given.journal_on_own_thread
                   ? system.spawn<caf::detached>(journal_behavior, stores, told, given.die)
                   : system.spawn(journal_behavior, stores, told, given.die);
  caf::anon_send(
    registry,
    settle_in{
      std::make_shared<const entity_world>(
        registry,
        journal,
        dispatcher,
        timer,
        archive,
        given.settings,
        given.now,
        given.journal.start_number()),
      std::move(programme),
      given.programme});
  introduce_and_watch(
    given,
    registry,
    std::pair{"registry", registry},
    std::pair{"dispatcher", dispatcher},
    std::pair{"timer", timer},
    std::pair{"directory", directory},
    std::pair{"feed", feed},
    std::pair{"journal", journal});
  engine running{.registry = registry, .directory = directory, .feed = feed, .letters = letters};
  running.roll = start_roll(system, given, book);
  start_records(system, given, journal, running);
  running.backups = start_backups(system, given, {registry, timer, directory});
  running.courier =
    start_courier(system, given, {journal, feed, directory, {}, {}, {}, {}}, last_sequence);
  if (running.courier)
    introduce_and_watch(given, registry, std::pair{"courier", running.courier});
  caf::anon_send(dispatcher, look_at_openings{});
  caf::anon_send(registry, std::move(past.sleepers));
  caf::anon_send(timer, tick{}); // Only now: nobody may hear an alarm before all are there.
  return running;
}

void stop(const engine& running) {
  caf::anon_send_exit(running.registry, caf::exit_reason::user_shutdown);
}

} // namespace kod::actors
