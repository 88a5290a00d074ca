#pragma once

#include <chrono>
#include <cstdint>
#include <ostream>

namespace kod::simulation {

/// What disks went through; nothing of it where there was none.
struct disk_figures {
  std::uint64_t power_cuts = 0;
  std::uint64_t torn_writes = 0;
  std::uint64_t failed_syncs = 0;
  std::uint64_t full_disks = 0;
  std::uint64_t refusals = 0; // To start without somebody's word.

  disk_figures& operator+=(const disk_figures& other) {
    power_cuts += other.power_cuts;
    torn_writes += other.torn_writes;
    failed_syncs += other.failed_syncs;
    full_disks += other.full_disks;
    refusals += other.refusals;
    return *this;
  }
  bool operator==(const disk_figures&) const = default;
};

/// What one run, or a campaign of many, has gone through.
struct figures {
  std::uint64_t seeds = 0;
  std::chrono::seconds simulated{};
  std::uint64_t commands = 0; // Questions that clients asked.
  std::uint64_t crashes = 0;
  std::uint64_t journal_failures = 0; // Refused syncs among them.
  std::uint64_t exceptions = 0;       // That were thrown, not only planted.
  std::uint64_t deaths = 0;           // Of single actors, by no exception.
  std::uint64_t put_aside = 0;        // Actors that an operator started again.
  std::uint64_t notifications = 0;    // That arrived outside.
  disk_figures disks;                 // Of the seeds on the real store.
  std::uint64_t violations = 0;

  figures& operator+=(const figures& other) {
    seeds += other.seeds;
    simulated += other.simulated;
    commands += other.commands;
    crashes += other.crashes;
    journal_failures += other.journal_failures;
    exceptions += other.exceptions;
    deaths += other.deaths;
    put_aside += other.put_aside;
    notifications += other.notifications;
    disks += other.disks;
    violations += other.violations;
    return *this;
  }
};

/// One line of JSON.
inline std::ostream& operator<<(std::ostream& out, const figures& all) {
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(all.simulated).count();
  return out << "{\"seeds\":" << all.seeds << ",\"simulated_hours\":" << hours
             << ",\"commands\":" << all.commands << ",\"crashes\":" << all.crashes
             << ",\"journal_failures\":" << all.journal_failures
             << ",\"exceptions\":" << all.exceptions << ",\"deaths\":" << all.deaths
             << ",\"put_aside\":" << all.put_aside << ",\"notifications\":" << all.notifications
             << ",\"power_cuts\":" << all.disks.power_cuts
             << ",\"torn_writes\":" << all.disks.torn_writes
             << ",\"failed_syncs\":" << all.disks.failed_syncs
             << ",\"full_disks\":" << all.disks.full_disks << ",\"violations\":" << all.violations
             << '}';
}

} // namespace kod::simulation
