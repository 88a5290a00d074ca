#include "persistence/check.hpp"
#include "persistence/codec.hpp"
#include "persistence/keys.hpp"
#include "persistence/rocksdb_draft.hpp"
#include "persistence/store_identity.hpp"
#include "tests/support/journal_folder.hpp"
#include "tests/support/journal_samples.hpp"

#include <gmock/gmock.h>

// Whatever befalls a folder, it is said: an engine or a check never takes a damaged one for whole.

namespace kod::tests {

namespace {

namespace fs = std::filesystem;
using namespace persistence;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class Damage : public testing::Test {
protected:
  /// Something in each column.
  static void fill(model::journal& journal) {
    for (std::uint64_t version = 1; version <= 12; ++version) {
      auto batch = batch_of(r1, version);
      batch.writes.emplace_back(write_of(ann, version, every_agent_event()));
      const auto number = std::to_string(version);
      batch.take = {a_claim("key/" + number, "r-1")};
      batch.sealed = {{"r-1/text/" + number, model::free_text{"text " + number}}};
      batch.rows = {{"list/" + number, true}};
      journal.append({&batch, 1});
    }
  }

  static std::vector<std::string> findings(const journal_folder& folder) {
    try {
      return check(*folder.open_for_reading());
    } catch (const model::journal_failure& failure) {
      return {failure.what()};
    }
  }

  template <class Change>
  std::vector<std::string> after(Change change) {
    fill(*folder.open());
    {
      rocksdb_store store{store_in(folder.settings()), rocksdb_store::access::writing};
      rocksdb_draft draft{store};
      change(store, draft);
      store.write(draft.batch());
    }
    return findings(folder);
  }

  journal_folder folder;
};

TEST_F(Damage, AWholeFolderHasNone) {
  {
    const auto journal = folder.open();
    fill(*journal);
    EXPECT_THAT(findings(journal_folder{folder.path()}), IsEmpty());
  }
  EXPECT_THAT(findings(folder), IsEmpty());
}

TEST_F(Damage, ProgressIsToldOfEachKindOfRecord) {
  fill(*folder.open());
  std::map<std::string, std::uint64_t, std::less<>> read;
  check(*folder.open_for_reading(), [&](std::string_view what, std::uint64_t count) {
    read[std::string{what}] = count;
  });
  EXPECT_EQ(read["journal records"], 12U);
  EXPECT_EQ(read["snapshots"], 2U);
  EXPECT_EQ(read["sealed records"], 12U);
}

TEST_F(Damage, AFlippedByteInTheLogIsFoundWhereverItLies) {
  const auto journal = folder.open();
  fill(*journal);
  const journal_folder crashed{folder.path()};
  int flips = 0;
  for (const auto& file : store_files(crashed.path(), ".log"))
    for (std::size_t at = 0; at < fs::file_size(file); at += 131, ++flips) {
      flip_byte(file, at);
      EXPECT_FALSE(findings(crashed).empty()) << file << " at " << at;
      flip_byte(file, at);
    }
  EXPECT_GT(flips, 50);
  EXPECT_THAT(findings(crashed), IsEmpty());
}

TEST_F(Damage, ALogThatEndsTooEarlyIsFoundAndNoEngineStartsOnIt) {
  const auto journal = folder.open();
  fill(*journal);
  const journal_folder crashed{folder.path()};
  const auto log = store_files(crashed.path(), ".log").back();
  fs::resize_file(log, fs::file_size(log) - 100);
  EXPECT_THAT(findings(crashed), Contains(HasSubstr("ends before the end of what was answered")));
  EXPECT_THROW(crashed.open(), model::journal_failure);
}

TEST_F(Damage, AFlippedByteInATableIsFoundWhereverItLies) {
  fill(*folder.open());
  int flips = 0;
  for (const auto& file : store_files(folder.path(), ".sst"))
    for (std::size_t at = 0; at < fs::file_size(file); at += 397, ++flips) {
      flip_byte(file, at);
      EXPECT_FALSE(findings(folder).empty()) << file << " at " << at;
      flip_byte(file, at);
    }
  EXPECT_GT(flips, 20);
  EXPECT_THAT(findings(folder), IsEmpty());
}

TEST_F(Damage, AReadThatMeetsADamagedTableThrows) {
  fill(*folder.open());
  for (const auto& file : store_files(folder.path(), ".sst"))
    if (contents_of(file).find("list/") != std::string::npos)
      flip_byte(file, 2); // A table begins with records.
  const auto reader = folder.open_for_reading();
  EXPECT_THROW(reader->each_row("", "", [](const auto&) { return true; }), model::journal_failure);
}

TEST_F(Damage, AMissingTableIsFound) {
  fill(*folder.open());
  fs::remove(store_files(folder.path(), ".sst").front());
  EXPECT_FALSE(findings(folder).empty());
}

TEST_F(Damage, ASealedRecordInAnothersPlaceIsFound) {
  const auto found = after([](const auto& store, auto& draft) {
    draft.put(column::sealed, "r-1/text/1", *store.get(column::sealed, "r-1/text/2"));
  });
  EXPECT_THAT(
    found,
    ElementsAre(
      AllOf(StartsWith("sealed record r-1/text/1: "), Not(HasSubstr(": sealed record")))));
}

TEST_F(Damage, EachRecordThatCannotBeReadIsNamed) {
  const auto found = after([](const auto&, auto& draft) {
    draft.put(column::snapshots, "rr-1", "x");
    draft.put(column::snapshots, "a" + ann.text, "x");
    draft.put(column::claims, "key/1", "x");
    draft.put(column::claims, "key/2", "x");
    draft.put(column::rows, "list/1", "x");
  });
  EXPECT_THAT(found, Contains(HasSubstr("r-1: its snapshot: ")));
  EXPECT_THAT(found, Contains(HasSubstr(ann.text + ": its snapshot: ")));
  EXPECT_THAT(found, Contains(HasSubstr("list row 1: ")));
  // In the order of keys key/2 comes after key/1, key/10, key/11 and key/12.
  EXPECT_THAT(found, Contains(HasSubstr("claim 1: ")));
  EXPECT_THAT(found, Contains(HasSubstr("claim 5: ")));
  EXPECT_THAT(found, Each(Not(HasSubstr("key/"))));
}

TEST_F(Damage, ASealedRecordOfNoKnownContentIsNamed) {
  const auto found = after([this](const auto&, auto& draft) {
    draft.put(column::sealed, "r-1/text/1", folder.sealing().seal("r-1/text/1", "x"));
  });
  EXPECT_THAT(found, ElementsAre(StartsWith("sealed record r-1/text/1: ")));
}

TEST_F(Damage, ADamagedRecordOfTheJournalIsNamedOnceAndThoseAfterItAreLookedAt) {
  std::vector<std::string> keys;
  const auto found = after([&](const auto& store, auto& draft) {
    store.scan(column::journal, {}, {}, [&](auto key, auto) {
      keys.emplace_back(key);
      return true;
    });
    draft.put(column::journal, keys.at(0), "x");
    draft.put(column::journal, keys.at(2), "x");
  });
  for (const auto which : {0U, 2U}) {
    const auto number = std::to_string(parse_ordered(keys.at(which)));
    EXPECT_THAT(found, Contains(StartsWith("journal record " + number + ": ")).Times(1));
  }
}

TEST_F(Damage, AListRowThatWasPlacedAfterTheEndIsNamed) {
  const auto found =
    after([](const auto&, auto& draft) { draft.put(column::rows, "list/2", ordered(1'000'000)); });
  EXPECT_THAT(found, ElementsAre("list row 5: it was placed after the end"));
}

TEST_F(Damage, AHistoryWithoutAnEventOfTheJournalIsNamed) {
  const auto found = after([](const auto&, auto& draft) {
    draft.put(column::history, history_prefix("aann") + ordered(1'000'000), "");
  });
  EXPECT_THAT(
    found, ElementsAre("ann: its history: it names an event that the journal doesn't hold"));
}

TEST_F(Damage, WhatLiesBehindADamagedBlockIsLookedAt) {
  const auto claim = [](int number) { return "key/" + std::to_string(100'000 + number); };
  constexpr int claims = 2000; // Many blocks.
  after([&](const auto&, auto& draft) {
    for (int i = 0; i < claims; ++i)
      draft.put(column::claims, claim(i), encode(a_claim(claim(i), "r-1")));
    draft.put(column::claims, claim(1), "x");
    draft.put(column::claims, claim(claims - 1), "x");
  });
  rocksdb_store{store_in(folder.settings()), rocksdb_store::access::writing}.flush();
  const auto tables = store_files(folder.path(), ".sst");
  const auto of_claims =
    *std::ranges::max_element(tables, {}, [](const auto& each) { return fs::file_size(each); });
  flip_byte(of_claims, fs::file_size(of_claims) / 2);
  const auto found = findings(folder);
  EXPECT_THAT(found, Contains(HasSubstr("claim 4: ")));
  EXPECT_THAT(
    found,
    Contains(AllOf(StartsWith("claims after claim "), HasSubstr(" can't be read, up to claim "))));
  EXPECT_THAT(found.back(), StartsWith("claim "));
  EXPECT_GE(
    std::ranges::count_if(found, [](const auto& each) { return each.starts_with("claim "); }), 2);
}

TEST_F(Damage, OfMoreFindingsThanAnybodyReadsTheNumberIsTold) {
  const auto found = after([](const auto&, auto& draft) {
    for (std::size_t i = 0; i < most_findings + 7; ++i)
      draft.put(column::claims, "key/" + std::to_string(i), "x");
  });
  EXPECT_EQ(found.size(), most_findings + 1);
  EXPECT_EQ(found.back(), "and 7 more like these");
}

TEST_F(Damage, ASnapshotOfAnotherVersionIsFound) {
  const auto found = after([](const auto& store, auto& draft) {
    auto record = decode<snapshot_record<model::referral>>(*store.get(column::snapshots, "rr-1"));
    --record.head.version;
    draft.put(column::snapshots, "rr-1", encode(record));
  });
  EXPECT_THAT(found, Contains("r-1: its snapshot has another version"));
}

TEST_F(Damage, AMissingSnapshotIsFound) {
  const auto found =
    after([](const auto&, auto& draft) { draft.erase(column::snapshots, "aann"); });
  EXPECT_THAT(found, Contains("ann: it has a history and no snapshot"));
}

TEST_F(Damage, AHistoryThatLacksAnEventIsFound) {
  const auto found = after([](const auto& store, auto& draft) {
    std::string last;
    store.scan(column::history, history_prefix("aann"), {}, [&](auto key, auto) {
      last = key;
      return true;
    });
    draft.erase(column::history, last);
  });
  EXPECT_THAT(found, Contains("ann: its history lacks an event"));
}

TEST_F(Damage, OneBadRecordDoesNotHideAnother) {
  const auto found = after([](const auto&, auto& draft) {
    draft.put(column::claims, "key/1", "?");
    draft.put(column::rows, "list/1", "?");
    draft.put(column::sealed, "r-1/text/1", "?");
  });
  EXPECT_EQ(found.size(), 3U);
}

TEST_F(Damage, AHighWaterMarkThatCannotBeReadIsTakenForNone) {
  fill(*folder.open());
  flip_byte(folder.path() / "high-water", 3);
  EXPECT_THAT(findings(folder), IsEmpty());
  fs::resize_file(folder.path() / "high-water", 7);
  EXPECT_THAT(findings(folder), IsEmpty());
  fs::remove(folder.path() / "high-water");
  EXPECT_THAT(findings(folder), IsEmpty());
  EXPECT_EQ(folder.open()->start_number(), 2U);
}

} // namespace

} // namespace kod::tests
