#include "persistence/check.hpp"
#include "persistence/store_identity.hpp"
#include "tests/support/journal_folder.hpp"
#include "tests/support/journal_samples.hpp"
#include "tests/support/journal_text.hpp"

#include <gmock/gmock.h>

#include <cstdlib>

// What was stored once is read for ever. tests/golden/README.md says how to keep one more.

namespace kod::tests {

namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::IsEmpty;
using testing::StartsWith;

const fs::path golden = fs::path{"tests"} / "golden";

bool updating() {
  return std::getenv("KOD_UPDATE_GOLDEN") != nullptr;
}

std::string store_name(std::uint64_t format) {
  return "store-" + std::to_string(format);
}

text::lines lines_of(const fs::path& file) {
  text::lines result;
  std::ifstream input{file};
  for (std::string line; std::getline(input, line);)
    result.push_back(line);
  return result;
}

void save(const fs::path& file, const text::lines& lines) {
  std::ofstream output{file};
  for (const auto& line : lines)
    output << line << '\n';
}

void run(const std::string& command) {
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
}

/// Everything that can be read of a store.
text::lines all_of(const model::archive& stored) {
  text::lines result;
  text::listing to{result};
  stored.each_referral({}, [&](const model::stored<model::referral>& each) {
    to.add(each.snapshot.id.text + ".version", each.version);
    to.add(each.snapshot.id.text, each.snapshot);
    return true;
  });
  stored.each_agent({}, [&](const model::stored<model::agent>& each) {
    to.add(each.snapshot.id.text + ".version", each.version);
    to.add(each.snapshot.id.text, each.snapshot);
    return true;
  });
  for (const auto& event : stored.since(0, 1000)) {
    const auto path = "events[" + std::to_string(event.sequence) + "]";
    to.add(path + ".version", event.version);
    to.add(path + ".at", event.at);
    to.add(path + ".by", event.by);
    to.add(path + ".entity", event.entity);
    std::visit([&](const auto& happened) { to.add(path, happened); }, event.event);
  }
  stored.each_row("", "", [&](const model::placed_row& row) {
    to.add("row " + row.key, row.sequence);
    return true;
  });
  for (const auto* key : {"r-1/contact", "r-1/text/1", "ann/identity", "ann/contact"})
    to.add(key, stored.unseal(key));
  for (const auto* name : {"key/1", "npn/1"})
    to.add(name, stored.find_claim(name));
  return result;
}

/// A store with something of every kind, written by two starts: part of it lies in tables, part
/// in the log, as a crash leaves it.
void write_story(const journal_folder& folder, const fs::path& crashed_copy) {
  {
    auto batch = no_entity();
    batch.writes.emplace_back(
      model::referral_write{1, every_referral_event(), a_full_referral(r1)});
    batch.writes.emplace_back(model::agent_write{1, every_agent_event(), a_full_agent(ann)});
    batch.sealed = {
      {"r-1/contact", a_contact()},
      {"r-1/text/1", model::free_text{"after five"}},
      {"ann/identity", model::agent_identity{"Ann Agent", "ann@example.org", "+15025550100"}},
      {"ann/contact", model::agent_contact{"+15025550101", "a@example.org"}}};
    folder.open()->append({&batch, 1});
  }
  const auto journal = folder.open();
  auto batch = batch_of(r2, 1);
  batch.rows = {{"list/r-1", true}, {"list/r-2", true}};
  batch.take = {a_claim("key/1", "r-2"), a_claim("npn/1", "ann")};
  batch.take[0].detail = "a hash";
  batch.take[0].expires = noon + 24h;
  journal->append({&batch, 1});
  fs::copy(folder.path(), crashed_copy, fs::copy_options::recursive);
}

/// The copy without what RocksDB doesn't need and what names this machine.
void keep(const fs::path& copy, const fs::path& archive) {
  for (const auto& entry : fs::directory_iterator{copy / "journal"})
    if (entry.path().filename().string().starts_with("OPTIONS"))
      fs::remove(entry.path());
  run(
    "tar --create --gzip --owner=0 --group=0 --numeric-owner --file '" + archive.string()
    + "' --directory '" + copy.string() + "' .");
}

void update() {
  const auto name = store_name(persistence::store_format);
  const journal_folder folder;
  const temporary_folder copy;
  write_story(folder, copy.path() / "data");
  keep(copy.path() / "data", golden / (name + ".tar.gz"));
  save(golden / (name + ".txt"), all_of(*journal_folder{copy.path() / "data"}.open_for_reading()));
}

TEST(Golden, AStoreOfEachFormatIsReadAsItWasWritten) {
  if (updating())
    update();
  for (std::uint64_t format = 1; format <= persistence::store_format; ++format) {
    SCOPED_TRACE(store_name(format));
    const journal_folder folder;
    run(
      "tar --extract --gzip --file '" + (golden / (store_name(format) + ".tar.gz")).string()
      + "' --directory '" + folder.path().string() + "'");
    EXPECT_THAT(persistence::check(*folder.open_for_reading()), IsEmpty());
    const auto found = all_of(*folder.open());
    for (const auto& line : lines_of(golden / (store_name(format) + ".txt")))
      EXPECT_THAT(found, Contains(line));
  }
}

TEST(Golden, StoredTypesOnlyEverGrowAtTheirEnd) {
  text::schema today;
  today.add<persistence::batch_record>();
  today.add<persistence::snapshot_record<model::referral>>();
  today.add<persistence::snapshot_record<model::agent>>();
  today.add<persistence::snapshot_record<model::programme>>();
  today.add<persistence::chain_end>();
  today.add<model::claim>();
  today.add<model::sealed_content>();
  today.add<model::outbox_record>();
  today.add<model::minute_record>();
  if (updating()) {
    text::lines all;
    for (const auto& [name, words] : today.types)
      all.push_back(name + ": " + words);
    save(golden / "types.txt", all);
  }
  const auto kept = lines_of(golden / "types.txt");
  EXPECT_FALSE(kept.empty());
  for (const auto& line : kept) {
    const auto colon = line.find(": ");
    EXPECT_THAT(today.types[line.substr(0, colon)], StartsWith(line.substr(colon + 2)));
  }
}

} // namespace

} // namespace kod::tests
