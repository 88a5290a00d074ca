#include "tests/support/fault_figures.hpp"
#include "tests/support/recorded_life.hpp"

#include <gmock/gmock.h>

// A bit of a store's files rots while the engine is down. Either everything that was answered is
// there and read right, or the damage is told; in a table it is told by the check in any case, and
// by whoever reads it.

namespace kod::tests {

namespace {

using namespace persistence;
using testing::Contains;
using testing::HasSubstr;

class BitFlips : public testing::Test {
protected:
  using names = std::vector<std::string>;

  /// The engine was killed: logs and tables, and nothing was flushed at the end.
  BitFlips() : killed{life.image()} {}

  /// Flips bits through these files, at places that differ from seed to seed; again at others as
  /// long as the campaign goes on.
  template <class Look>
  void each_flip(const names& files, std::size_t bytes_between, Look look) {
    do {
      std::mt19937_64 dice{campaign.seed()};
      for (const auto& name : files)
        flip_through(name, bytes_between, dice, look);
    } while (campaign.next());
  }

  template <class Look>
  void flip_through(const std::string& name, std::size_t step, std::mt19937_64& dice, Look look) {
    const auto path = "/kod/journal/" + name;
    const auto size = killed.contents_of(path).size();
    for (std::size_t from = 0; from < size; from += step) {
      const auto at = std::min(from + dice() % std::min(step, size), size - 1);
      auto rotten = killed;
      rotten.flip_bit(path, at, static_cast<unsigned>(dice() % 8));
      count.fault();
      SCOPED_TRACE(name + " at " + std::to_string(at));
      const std::string wrong = look(name, std::move(rotten));
      if (!wrong.empty())
        count.violation();
      EXPECT_EQ(wrong, "");
    }
  }

  /// What an engine makes of it: empty where all is there or damage is told.
  std::string silent_loss(machine& next) const {
    try {
      const auto journal = next.open();
      return life.course().read(*journal) == everything() ? "" : "something is lost or other";
    } catch (const model::journal_failure&) {
      return {};
    }
  }

  /// The same of somebody who reads and doesn't check first.
  std::string silent_reading(machine& next) const {
    try {
      const auto archive = next.open_for_reading();
      return life.course().read(*archive) == everything() ? "" : "something is read wrong";
    } catch (const model::journal_failure&) {
      return {};
    }
  }

  static names findings(machine& next) {
    try {
      return check(*next.open_for_reading());
    } catch (const model::journal_failure& failure) {
      return {failure.what()};
    }
  }

  /// Not those that a compaction has replaced and nobody has deleted yet.
  names needed(names files) const {
    std::erase_if(files, [this](const auto& name) {
      auto without = killed;
      without.apply({.what = disk_change::kind::remove, .path = "/kod/journal/" + name});
      machine checked{std::move(without)};
      return findings(checked).empty();
    });
    return files;
  }

  const journal_contents& everything() const { return life.course().after(life.course().size()); }

  fault_campaign campaign = begun();
  recorded_life life{campaign.seed(), 200};
  disk_image killed;
  fault_count count{"flipped_bits"};

private:
  static fault_campaign begun() {
    fault_campaign result;
    result.next();
    return result;
  }
};

TEST_F(BitFlips, InALogAreToldWithTheFile) {
  each_flip(store_files(killed, ".log"), 499, [&](const auto& name, disk_image rotten) {
    machine reader{rotten}, next{std::move(rotten)};
    const auto said = findings(reader);
    if (!said.empty() && said.front().find(name) == std::string::npos)
      return "the file isn't named: " + said.front();
    if (said.empty() && silent_loss(next).empty())
      return std::string{}; // In what nobody needs: a log whose contents lie in tables.
    return said.empty() ? "the check finds nothing" : silent_loss(next);
  });
}

TEST_F(BitFlips, InALogCostOnlyWhatLiesBehindThemWithTheSwitch) {
  each_flip(store_files(killed, ".log"), 4999, [&](const auto&, disk_image rotten) {
    machine next{std::move(rotten)};
    if (const auto said = findings(next); said.empty())
      return std::string{};
    const auto journal = next.open(recovery::point_in_time);
    const auto found = life.course().read(*journal);
    if (!life.moment_of(found))
      return std::string{"it opens with what the journal never was"};
    const auto kept = std::to_string(found.last_sequence + 1);
    const auto last = std::to_string(everything().last_sequence);
    EXPECT_THAT(
      next.warnings(), Contains(HasSubstr("events " + kept + " to " + last + " are lost")));
    return std::string{};
  });
}

TEST_F(BitFlips, InATableAreToldByTheCheckAndNeverReadAsSomethingElse) {
  const auto tables = needed(store_files(killed, ".sst"));
  ASSERT_FALSE(tables.empty());
  each_flip(tables, 1999, [&](const auto& name, disk_image rotten) {
    machine checked{rotten}, reader{rotten}, next{std::move(rotten)};
    const auto said = testing::PrintToString(findings(checked));
    if (said.find(name) == std::string::npos)
      return "the check doesn't name the file: " + said;
    return silent_reading(reader) + silent_loss(next);
  });
}

TEST_F(BitFlips, InTheManifestAreTold) {
  const auto manifest = killed.contents_of("/kod/journal/CURRENT");
  each_flip({manifest.substr(0, manifest.size() - 1)}, 37, [&](const auto& name, auto rotten) {
    machine reader{rotten}, next{std::move(rotten)};
    const auto said = findings(reader);
    if (said.empty() || said.front().find(name) == std::string::npos)
      return "the check doesn't name the file: " + testing::PrintToString(said);
    return silent_loss(next);
  });
}

/// What a rotten length makes of it looks like what a power cut leaves.
TEST_F(BitFlips, InTheLengthsOfTheManifestAreToldWithTheFile) {
  const auto current = killed.contents_of("/kod/journal/CURRENT");
  const auto name = current.substr(0, current.size() - 1);
  const auto path = "/kod/journal/" + name;
  const auto bytes = killed.contents_of(path);
  constexpr std::size_t header = 7, low = 4, high = 5;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  for (std::size_t at = 0; at + header <= bytes.size();
       at += header + byte(at + low) + 256U * byte(at + high)) {
    SCOPED_TRACE(at);
    auto rotten = killed;
    rotten.flip_bit(path, at + high, 6); // 16 KiB more than there are.
    machine reader{rotten}, next{std::move(rotten)};
    EXPECT_THAT(findings(reader), Contains(HasSubstr(name)));
    EXPECT_EQ(silent_loss(next), "");
  }
}

TEST_F(BitFlips, InCurrentAreTold) {
  each_flip({"CURRENT"}, 1, [&](const auto& name, disk_image rotten) {
    machine reader{rotten}, next{std::move(rotten)};
    const auto said = findings(reader);
    if (said.empty() || said.front().find(name) == std::string::npos)
      return "the check doesn't name the file: " + testing::PrintToString(said);
    return silent_loss(next);
  });
}

TEST_F(BitFlips, WhereNothingOfTheJournalLiesDoNoHarm) {
  auto files = store_files(killed, "IDENTITY");
  files.push_back(store_files(killed, "").back()); // OPTIONS-...
  each_flip(files, 997, [&](const auto&, disk_image rotten) {
    machine next{std::move(rotten)};
    return life.course().read(*next.open()) == everything() ? "" : "something is lost";
  });
}

TEST(GivingUpTheEnd, LeavesAMomentOfAllColumns) {
  constexpr std::uint64_t commits = 12;
  const auto text = [](std::uint64_t version) { return "r-1/text/" + std::to_string(version); };
  machine one;
  const auto journal = one.open();
  for (std::uint64_t version = 1; version <= commits; ++version) {
    auto batch = batch_of(r1, version);
    // One column fills up, and the others would go on without a table.
    batch.sealed = {{text(version), model::free_text{std::string(20'000, 'a')}}};
    journal->append({&batch, 1});
  }
  auto rotten = one.disk().image();
  rotten.flip_bit("/kod/journal/" + store_files(rotten, ".log").front(), 20, 1);
  machine next{std::move(rotten)};
  const auto left = next.open(recovery::point_in_time);
  const auto found = left->find(r1);
  for (std::uint64_t version = 1; version <= commits; ++version)
    EXPECT_EQ(left->unseal(text(version)).has_value(), found && version <= found->version);
}

} // namespace

} // namespace kod::tests
