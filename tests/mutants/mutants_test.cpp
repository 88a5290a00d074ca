#include "tests/mutants/planted.hpp"
#include "tests/simulation/run.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

// The simulation is tested here, by what it finds.

namespace kod::mutants {

namespace {

constexpr std::uint64_t seeds = 50;

const std::vector<std::string> known{
#include "known_mutants.inc"
};

struct finding {
  std::uint64_t seed = 0; // 0: nothing was found.
  std::string what;
};

int tried = 0;
int found_of_them = 0;

/// Tells at the end what was found.
class figures : public testing::Environment {
public:
  void TearDown() override {
    if (const auto* path = std::getenv("KOD_FIGURES"); path && tried > 0)
      std::ofstream{path, std::ios::app} << "{\"mutants\":" << tried
                                         << ",\"found\":" << found_of_them << "}\n";
  }
};
const auto* const at_the_end = testing::AddGlobalTestEnvironment(new figures);

/// Is never taken down: where actors wait for each other for ever, that would wait for them.
simulation::run* last_run = nullptr;

finding first_finding() {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    auto one = std::make_unique<simulation::run>(seed);
    const auto result = one->whole();
    if (!result.broken.empty()) {
      last_run = one.release();
      return {seed, result.broken.front()};
    }
  }
  return {};
}

class Mutant : public testing::TestWithParam<std::string> {
protected:
  Mutant() { awake = GetParam(); }
  ~Mutant() override { awake = {}; }
};

TEST_P(Mutant, IsFound) {
  const auto found = first_finding();
  ++tried;
  found_of_them += found.seed != 0;
  EXPECT_NE(found.seed, 0U) << "it survives " << seeds << " seeds";
  if (found.seed != 0)
    std::printf("found by seed %lu: %s\n", found.seed, found.what.c_str());
}

INSTANTIATE_TEST_SUITE_P(Known, Mutant, testing::ValuesIn(known), [](const auto& one) {
  return one.param;
});

TEST(Mutants, AsleepTheyBreakNothing) {
  const auto found = first_finding();
  EXPECT_EQ(found.seed, 0U) << found.what;
}

} // namespace

} // namespace kod::mutants
