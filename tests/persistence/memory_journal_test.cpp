#include "persistence/memory_journal.hpp"
#include "tests/support/journal_samples.hpp"

#include <gtest/gtest.h>

namespace kod::tests {

namespace {

using persistence::memory_journal;

void append(memory_journal& journal, const model::batch& batch) {
  journal.append({&batch, 1});
}

TEST(MemoryJournal, FailsWhenItIsToldToAndForGood) {
  memory_journal journal;
  journal.fail_after(1);
  append(journal, batch_of(r1, 1));
  EXPECT_THROW(append(journal, batch_of(r1, 2)), model::journal_failure);
  EXPECT_THROW(append(journal, batch_of(r2, 1)), model::journal_failure);
}

TEST(MemoryJournal, WhatFailedMayBeLostOrKept) {
  for (const auto fate : {memory_journal::fate::lost, memory_journal::fate::kept}) {
    memory_journal journal;
    journal.fail_after(0, fate);
    EXPECT_THROW(append(journal, batch_of(r1, 1)), model::journal_failure);
    const auto next = journal.reopened();
    EXPECT_EQ(next->find(r1).has_value(), fate == memory_journal::fate::kept);
  }
}

TEST(MemoryJournal, AReopenedOneWorksAgain) {
  memory_journal journal;
  journal.fail_after(0);
  EXPECT_THROW(append(journal, batch_of(r1, 1)), model::journal_failure);
  const auto next = journal.reopened();
  append(*next, batch_of(r1, 1));
  EXPECT_EQ(next->start_number(), 2U);
  EXPECT_FALSE(journal.find(r1));
}

} // namespace

} // namespace kod::tests
