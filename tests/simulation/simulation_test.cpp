#include "tests/simulation/run.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <sstream>
#include <string>

namespace kod::simulation {

namespace {

using indices = std::vector<std::size_t>;

std::optional<std::uint64_t> number_in(const char* name) {
  const auto* text = std::getenv(name);
  return text ? std::optional{std::strtoull(text, nullptr, 10)} : std::nullopt;
}

constexpr std::uint64_t usual_seeds = 1000;

fault_list only(const indices& chosen, const fault_list& all) {
  fault_list result;
  for (const auto i : chosen)
    if (i < all.size())
      result.push_back(all[i]);
  return result;
}

/// Which of a seed's faults are wanted: all, unless `KOD_FAULTS` says otherwise.
indices wanted_of(const fault_list& all) {
  indices result;
  if (const auto* text = std::getenv("KOD_FAULTS")) {
    std::istringstream list{text};
    for (std::string number; std::getline(list, number, ',');)
      result.push_back(std::strtoull(number.c_str(), nullptr, 10));
    return result;
  }
  result.resize(all.size());
  std::iota(result.begin(), result.end(), 0U);
  return result;
}

/// A run that broke something is never taken down: where actors wait for each other for ever, that
/// would wait for them.
std::vector<std::unique_ptr<run>>& broken_runs() {
  static auto* const kept = new std::vector<std::unique_ptr<run>>;
  return *kept;
}

outcome result_of(std::uint64_t seed, fault_list faults) {
  auto one = std::make_unique<run>(seed, std::move(faults));
  auto result = one->whole();
  if (!result.broken.empty())
    broken_runs().push_back(std::move(one));
  return result;
}

std::string story_of(std::uint64_t seed, const fault_list& all, const indices& fewest) {
  std::ostringstream story, list;
  for (const auto i : fewest) {
    list << (list.tellp() > 0 ? "," : "") << i;
    story << "FAULT   before step " << all[i].step << ": " << to_text(all[i]) << '\n';
  }
  const auto result = result_of(seed, only(fewest, all));
  for (const auto& step : result.last_steps)
    story << step << '\n';
  for (const auto& broken : result.broken)
    story << "BROKEN  " << broken << '\n';
  return "seed " + std::to_string(seed) + " (again: KOD_SEED=" + std::to_string(seed)
         + " KOD_FAULTS=" + list.str() + ")\n" + story.str();
}

figures expect_to_hold(std::uint64_t seed) {
  const auto all = faults_of(seed, run::steps);
  const auto chosen = wanted_of(all);
  const auto result = result_of(seed, only(chosen, all));
  if (result.broken.empty())
    return result.all;
  const auto fails = [&](const indices& fewer) {
    return !result_of(seed, only(fewer, all)).broken.empty();
  };
  ADD_FAILURE() << story_of(seed, all, shortest(chosen, fails));
  return result.all;
}

/// As many as are wanted, or as fit into the time.
figures expect_all_to_hold() {
  const auto first = number_in("KOD_FIRST_SEED").value_or(1);
  const auto seconds = number_in("KOD_SECONDS");
  const auto seeds = number_in("KOD_SEEDS").value_or(seconds ? UINT32_MAX : usual_seeds);
  const auto begin = std::chrono::steady_clock::now();
  figures sum;
  for (auto seed = first; seed < first + seeds && !testing::Test::HasFailure(); ++seed) {
    if (seconds && std::chrono::steady_clock::now() - begin > std::chrono::seconds{*seconds})
      break;
    sum += expect_to_hold(seed);
  }
  return sum;
}

TEST(Simulation, WhatMustAlwaysHoldHoldsInEveryRun) {
  const auto one = number_in("KOD_SEED");
  const auto sum = one ? expect_to_hold(*one) : expect_all_to_hold();
  if (const auto* path = std::getenv("KOD_FIGURES"))
    std::ofstream{path, std::ios::app} << sum << '\n';
}

TEST(Simulation, TheSameSeedGivesTheSameRunAndAnotherAnother) {
  std::set<std::uint64_t> digests;
  bool on_disk = false;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const auto once = run{seed}.whole(), again = run{seed}.whole();
    EXPECT_EQ(once.digest, again.digest) << seed;
    EXPECT_EQ(once.last_steps, again.last_steps) << seed;
    EXPECT_EQ(once.all.disks, again.all.disks) << seed;
    on_disk = on_disk || is_on_disk(seed);
    EXPECT_GT(once.events, 100) << "a run in which little happens";
    digests.insert(once.digest);
  }
  EXPECT_EQ(digests.size(), 8);
  EXPECT_TRUE(on_disk) << "none of them is on the real store";
}

TEST(Simulation, OnTheRealStoreADiskFailsInEveryWay) {
  disk_figures met;
  for (std::uint64_t seed = 3; seed < 120; seed += 20)
    met += run{seed}.whole().all.disks;
  EXPECT_GT(met.power_cuts, 20);
  EXPECT_GT(met.torn_writes, 5);
  EXPECT_GT(met.failed_syncs, 0);
  EXPECT_GT(met.full_disks, 0);
  EXPECT_GT(met.refusals, 0) << "no start was refused, so none was with the switch";
}

TEST(Simulation, AFailureIsToldWithTheFewestFaultsThatBringItAbout) {
  const auto fails = [](const indices& some) {
    return std::ranges::count(some, 3U) > 0 && std::ranges::count(some, 11U) > 0;
  };
  indices all(20);
  std::iota(all.begin(), all.end(), 0U);
  EXPECT_EQ(shortest(all, fails), (indices{3, 11}));
  EXPECT_EQ(shortest(all, [](const indices&) { return true; }), indices{});
}

} // namespace

} // namespace kod::simulation
