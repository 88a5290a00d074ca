#include "persistence/sealing.hpp"
#include "tests/support/journal_folder.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace kod::tests {

namespace {

namespace fs = std::filesystem;
using namespace persistence;

TEST(InstallationKey, IsMadeOnceAndOnlyItsOwnerReadsIt) {
  const temporary_folder folder;
  const auto data = folder.path() / "deep" / "data";
  const auto first = installation_key::open_or_create(data).derive(key_use::tokens);
  EXPECT_EQ(installation_key::open_or_create(data).derive(key_use::tokens), first);
  EXPECT_EQ(installation_key::open(data).derive(key_use::tokens), first);
  const auto file = fs::status(data / "installation.key");
  EXPECT_EQ(file.permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::file_size(data / "installation.key"), secret::size);
  EXPECT_EQ(fs::status(data).permissions(), fs::perms::owner_all);
}

TEST(InstallationKey, AFolderWithoutOneIsNotGivenOneByWhoeverOnlyReads) {
  const temporary_folder folder;
  EXPECT_THROW(installation_key::open(folder.path()), key_failure);
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(InstallationKey, AFolderThatIsSealedAlreadyIsGivenNoNewOne) {
  for (const auto* holds : {"journal", "restoring"}) {
    const temporary_folder folder;
    fs::create_directory(folder.path() / holds);
    EXPECT_THROW(installation_key::open_or_create(folder.path()), key_failure);
    EXPECT_FALSE(fs::exists(folder.path() / "installation.key"));
  }
}

TEST(InstallationKey, AFileThatOthersCanReadIsRefused) {
  const temporary_folder folder;
  installation_key::open_or_create(folder.path());
  for (const auto wider : {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write}) {
    fs::permissions(folder.path() / "installation.key", wider, fs::perm_options::add);
    EXPECT_THROW(installation_key::open_or_create(folder.path()), key_failure);
    fs::permissions(folder.path() / "installation.key", wider, fs::perm_options::remove);
  }
  EXPECT_NO_THROW(installation_key::open_or_create(folder.path()));
}

TEST(InstallationKey, AShortFileIsRefusedAndStaysAsItIs) {
  const temporary_folder folder;
  installation_key::open_or_create(folder.path());
  fs::resize_file(folder.path() / "installation.key", 31);
  EXPECT_THROW(installation_key::open_or_create(folder.path()), key_failure);
  EXPECT_EQ(fs::file_size(folder.path() / "installation.key"), 31U);
}

TEST(InstallationKey, ManyWhoMakeItAtOnceGetTheSameOne) {
  const temporary_folder folder;
  std::vector<secret> keys(8);
  {
    std::vector<std::jthread> starters;
    for (auto& key : keys)
      starters.emplace_back(
        [&] { key = installation_key::open_or_create(folder.path()).derive(key_use::sealing); });
  }
  for (const auto& key : keys)
    EXPECT_EQ(key, keys.front());
  const auto files = fs::directory_iterator{folder.path()};
  EXPECT_EQ(std::distance(begin(files), end(files)), 1) << "a draft was left behind";
}

TEST(InstallationKey, EachUseHasAKeyOfItsOwn) {
  const temporary_folder folder;
  const auto key = installation_key::open_or_create(folder.path());
  EXPECT_FALSE(key.derive(key_use::sealing) == key.derive(key_use::tokens));
  EXPECT_FALSE(key.derive(key_use::sealing) == key.derive(key_use::fingerprints));
  EXPECT_FALSE(key.derive(key_use::tokens) == key.derive(key_use::fingerprints));
}

class Sealing : public testing::Test {
protected:
  temporary_folder folder;
  sealing seals{installation_key::open_or_create(folder.path())};
};

TEST_F(Sealing, WhatWasSealedOpensUnderItsName) {
  for (const auto* text : {"", "Robin Resident"})
    EXPECT_EQ(seals.open("r-1/contact", seals.seal("r-1/contact", text)), text);
}

TEST_F(Sealing, TheSameTextIsNeverSealedAlike) {
  EXPECT_NE(seals.seal("r-1/contact", "Robin"), seals.seal("r-1/contact", "Robin"));
}

TEST_F(Sealing, ARecordDoesNotOpenUnderAnothersName) {
  const auto sealed = seals.seal("r-1/contact", "Robin");
  EXPECT_THROW(seals.open("r-2/contact", sealed), model::journal_failure);
}

TEST_F(Sealing, ADamagedRecordDoesNotOpen) {
  const auto sealed = seals.seal("r-1/contact", "Robin");
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    auto damaged = sealed;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    EXPECT_THROW(seals.open("r-1/contact", damaged), model::journal_failure);
    EXPECT_THROW(seals.open("r-1/contact", sealed.substr(0, at)), model::journal_failure);
  }
}

TEST_F(Sealing, AnotherInstallationsRecordDoesNotOpen) {
  const temporary_folder elsewhere;
  const sealing other{installation_key::open_or_create(elsewhere.path())};
  EXPECT_NE(other.key_id(), seals.key_id());
  EXPECT_THROW(seals.open("a", other.seal("a", "Robin")), model::journal_failure);
}

TEST_F(Sealing, FingerprintsAreTheSameForTheSameTextUnderTheSameKeyOnly) {
  const auto key = installation_key::open(folder.path());
  const keyed_fingerprints prints{key};
  EXPECT_EQ(prints.of("robin +15025550123"), keyed_fingerprints{key}.of("robin +15025550123"));
  EXPECT_NE(prints.of("robin +15025550123"), prints.of("robin +15025550124"));
  EXPECT_EQ(prints.of("").size(), 32U);
  EXPECT_EQ(prints.of("").find_first_not_of("0123456789abcdef"), std::string::npos);
  const temporary_folder elsewhere;
  const keyed_fingerprints others{installation_key::open_or_create(elsewhere.path())};
  EXPECT_NE(prints.of("robin +15025550123"), others.of("robin +15025550123"));
}

} // namespace

} // namespace kod::tests
