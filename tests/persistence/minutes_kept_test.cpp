#include "tests/support/journal_forms.hpp"

#include <gmock/gmock.h>

// The figures by minute, beside the journal.

namespace kod::tests {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

model::minute_record minute_at(model::instant at) {
  model::minute_record result;
  result.at = at;
  result.waiting = 1;
  result.offered = 2;
  result.in_progress = 3;
  result.overdue = 4;
  result.contact_centre = 5;
  result.available = 6;
  result.taken = 7;
  result.accepted = 8;
  result.missed = 9;
  result.inside_promise = 0.25;
  result.standing = model::minute_standing{1.5, 2.5, {}, 10, 11, 12, 13, 14, 15, 16};
  return result;
}

template <class Form>
class MinutesKept : public journal_of<Form> {
protected:
  model::minute_book& minutes() { return dynamic_cast<model::minute_book&>(this->journal()); }
};
TYPED_TEST_SUITE(MinutesKept, journal_forms);

TYPED_TEST(MinutesKept, AreThereAsTheyWereAndAfterARestartToo) {
  EXPECT_THAT(this->minutes().kept_since({}), IsEmpty());
  this->minutes().keep(minute_at(noon));
  this->minutes().keep(minute_at(noon + 1min));
  for (const auto* when : {"kept", "reopened"}) {
    EXPECT_THAT(
      this->minutes().kept_since({}), ElementsAre(minute_at(noon), minute_at(noon + 1min)))
      << when;
    EXPECT_THAT(this->minutes().kept_since(noon + 1ms), ElementsAre(minute_at(noon + 1min)))
      << when;
    this->reopen();
  }
}

TYPED_TEST(MinutesKept, TheSameMinuteAgainIsTheLaterOne) {
  auto later = minute_at(noon);
  later.waiting = 70;
  this->minutes().keep(minute_at(noon));
  this->minutes().keep(later);
  EXPECT_THAT(this->minutes().kept_since({}), ElementsAre(later));
}

TYPED_TEST(MinutesKept, GoAfterADay) {
  this->minutes().keep(minute_at(noon));
  this->minutes().keep(minute_at(noon + 1min));
  this->minutes().keep(minute_at(noon + 24h + 1min));
  EXPECT_THAT(
    this->minutes().kept_since({}),
    ElementsAre(minute_at(noon + 1min), minute_at(noon + 24h + 1min)));
}

TYPED_TEST(MinutesKept, AreNoPartOfTheJournal) {
  this->committed(batch_of(r1, 1));
  const auto before = this->journal().last_sequence();
  this->minutes().keep(minute_at(noon));
  EXPECT_EQ(this->journal().last_sequence(), before);
  this->reopen();
  EXPECT_EQ(this->committed(batch_of(r2, 1)), before + 1);
}

} // namespace

} // namespace kod::tests
