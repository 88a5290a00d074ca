#include "app/console/figures.hpp"
#include "app/console/screen.hpp"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>

namespace kod::app::console {

namespace {

using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

boost::json::value stats() {
  return boost::json::parse(R"({"at": "2026-11-25T14:00:00Z",
    "referrals": {"by_status": {"Pending": 3, "In Progress": 1, "Complete": 9, "Cancelled": 0},
      "open_offers": 2, "oldest_waiting_seconds": 41.0, "overdue": 1, "contact_centre": 4},
    "agents": {"registered": 740, "available": 312, "offerable": 300, "deregistered": 2,
      "suspended": 0},
    "time_to_accept_seconds": {"p50": 62.0, "p95": null}, "inside_promise": 0.9876,
    "clock": {"steps": 0}, "storage": {"free_bytes": 12340000000, "full": false}})");
}

boost::json::value figures(std::string_view begin) {
  return boost::json::parse(
    "{" + std::string{begin}
    + R"(, "mailbox": 5, "handled": 1200, "handling_seconds": {"p50": 0.00001, "p99": 0.0032},
      "oldest_message_seconds": 0.0, "timers": 3, "restarts": 2})");
}

boost::json::value actor(const std::string& id, const std::string& error) {
  auto result = figures(R"("kind": "agent", "id": ")" + id + "\"");
  if (error.empty())
    result.as_object()["last_error"] = nullptr;
  else
    result.as_object()["last_error"] = error;
  return result;
}

class Console : public testing::Test {
protected:
  Console() {
    what.stats = stats();
    what.actors = boost::json::parse(R"({"next": "more"})");
    auto& all = what.actors.as_object();
    all["kinds"] = boost::json::array{
      figures(R"("kind": "agent", "live": 750)"), figures(R"("kind": "referral", "live": 4)")};
    all["items"] = boost::json::array{actor("a-1", ""), actor("a-2", "planted"), actor("a-3", "")};
  }
  void press(key one) { now = changed_by(one, now, what); }
  std::vector<line> screen() const { return drawn(now, what, screen_size{30, 120}); }

  seen what;
  choice now;
};

auto text_is(auto matcher) {
  return Field(&line::text, matcher);
}

TEST_F(Console, ShowsWhatWaitsAndWhoCanHelp) {
  EXPECT_THAT(screen(), Contains(text_is(HasSubstr("Pending 3"))));
  EXPECT_THAT(screen(), Contains(text_is(HasSubstr("oldest waits 41 s"))));
  EXPECT_THAT(screen(), Contains(text_is(HasSubstr("offerable 300"))));
  EXPECT_THAT(screen(), Contains(text_is(HasSubstr("accepted after 62 s (p95 -)"))));
  EXPECT_THAT(screen(), Contains(text_is(HasSubstr("inside 98.7 %")))) << "never rounded up";
}

TEST_F(Console, AnOverdueReferralStandsOut) {
  const auto it = text_is(HasSubstr("overdue 1"));
  EXPECT_THAT(screen(), Contains(AllOf(it, Field(&line::as, emphasis::alarm))));
}

TEST_F(Console, ShowsEachKindAndEachActorInTheSameColumns) {
  EXPECT_THAT(screen(), Contains(text_is(AllOf(StartsWith("referral"), HasSubstr("1200")))));
  EXPECT_THAT(screen(), Contains(text_is(AllOf(StartsWith("a-2"), HasSubstr("planted")))));
  const auto all = screen();
  const auto column = [&](std::string_view begin, std::string_view wanted) {
    const auto at =
      std::ranges::find_if(all, [&](const line& each) { return each.text.starts_with(begin); });
    return at == all.end() ? std::string::npos : at->text.find(wanted) + wanted.size();
  };
  EXPECT_EQ(column("ACTOR", "HANDLED"), column("a-1", "1200"));
  EXPECT_EQ(column("KIND", "HANDLED"), column("agent", "1200"));
}

TEST_F(Console, ALongIdStandsApartFromWhatFollows) {
  const std::string id = "r-h6m8k2q4w9x1z3b5n7c0p3g4ab"; // As long as the engine's own.
  auto& items = what.actors.as_object()["items"].as_array();
  items.push_back(actor(id, ""));
  items.push_back(actor(std::string(64, 'x'), ""));
  EXPECT_THAT(screen(), Contains(text_is(StartsWith(id + " agent "))));
  EXPECT_THAT(screen(), Contains(text_is(HasSubstr("x agent "))));
}

TEST_F(Console, SortsByEachFigureInTurn) {
  std::vector<std::string> seen_names{now.sort};
  for (std::size_t at = 1; at < sort_names().size(); ++at) {
    press(key::sort);
    seen_names.push_back(now.sort);
  }
  EXPECT_EQ(seen_names, sort_names());
  press(key::sort);
  EXPECT_EQ(now.sort, sort_names().front());
  EXPECT_EQ(actors_path(now, 7), "/v1/actors?limit=7&sort=mailbox");
}

TEST_F(Console, ShowsOneKindAloneAndThenTheNext) {
  press(key::kind);
  EXPECT_EQ(actors_path(now, 7), "/v1/actors?limit=7&sort=mailbox&kind=agent");
  press(key::kind);
  EXPECT_EQ(now.kind, "referral");
  press(key::kind);
  EXPECT_EQ(now.kind, "");
}

TEST_F(Console, TurnsPagesAndComesBack) {
  press(key::down);
  press(key::page_down);
  EXPECT_EQ(actors_path(now, 7), "/v1/actors?limit=7&sort=mailbox&cursor=more");
  EXPECT_EQ(now.selected, 0U);
  press(key::page_up);
  EXPECT_EQ(actors_path(now, 7), "/v1/actors?limit=7&sort=mailbox");
  press(key::page_up);
  EXPECT_TRUE(now.pages.empty());
}

TEST_F(Console, TheLastPageIsTheLast) {
  what.actors.as_object()["next"] = nullptr;
  press(key::page_down);
  EXPECT_TRUE(now.pages.empty());
}

TEST_F(Console, OpensTheActorThatIsChosen) {
  press(key::down);
  press(key::enter);
  EXPECT_EQ(now.open, "/v1/actors/agent/a-2");
  what.actor = actor("a-2", "planted");
  EXPECT_THAT(screen(), Contains(text_is(HasSubstr("99 of 100 within      3.2 ms"))));
  EXPECT_THAT(screen(), Contains(text_is(HasSubstr("planted"))));
  press(key::back);
  EXPECT_EQ(now.open, std::nullopt);
}

TEST_F(Console, WhoWasPutAsideStandsOut) {
  auto& all = what.actors.as_object();
  all["kinds"].as_array()[1].as_object()["put_aside"] = 1;
  all["items"].as_array()[1].as_object()["put_aside"] = true;
  const auto kind = text_is(AllOf(StartsWith("referral"), HasSubstr("PUT ASIDE 1")));
  EXPECT_THAT(screen(), Contains(AllOf(kind, Field(&line::as, emphasis::alarm))));
  const auto actor_is = AllOf(StartsWith("a-2"), HasSubstr("PUT ASIDE"), HasSubstr("planted"));
  EXPECT_THAT(screen(), Contains(text_is(actor_is)));
  now.open = "/v1/actors/agent/a-2";
  what.actor = actor("a-2", "planted");
  EXPECT_THAT(screen(), Not(Contains(text_is(HasSubstr("PUT ASIDE")))));
  what.actor.as_object()["put_aside"] = true;
  EXPECT_THAT(screen(), Contains(text_is(HasSubstr("PUT ASIDE"))));
}

TEST_F(Console, NobodyIsChosenBeyondTheList) {
  for (int each = 0; each < 9; ++each)
    press(key::down);
  EXPECT_EQ(now.selected, 2U);
  for (int each = 0; each < 9; ++each)
    press(key::up);
  EXPECT_EQ(now.selected, 0U);
  what.actors = {};
  press(key::enter);
  EXPECT_EQ(now.open, std::nullopt);
}

TEST_F(Console, SaysThatWhatItShowsIsOld) {
  what.trouble = "connection refused";
  EXPECT_THAT(screen(), Contains(text_is(HasSubstr("connection refused"))));
  EXPECT_THAT(screen(), Contains(text_is(HasSubstr("Pending 3"))));
}

TEST_F(Console, FitsTheTerminal) {
  const auto all = drawn(now, what, screen_size{12, 40});
  EXPECT_EQ(all.size(), 12U);
  for (const auto& each : all)
    EXPECT_LE(each.text.size(), 40U);
  EXPECT_THAT(all.back().text, StartsWith("q ends"));
}

TEST_F(Console, HasRoomForActorsBelowTheKinds) {
  EXPECT_EQ(rows_for_actors(what, {24, 80}), 24U - 5 - 2 - 2 - 1);
  EXPECT_EQ(rows_for_actors(what, {5, 80}), 3U);
}

TEST(ShortTime, IsReadAtAGlance) {
  EXPECT_EQ(short_time(0), "0 s");
  EXPECT_EQ(short_time(0.000012), "12 us");
  EXPECT_EQ(short_time(0.0034), "3.4 ms");
  EXPECT_EQ(short_time(1.25), "1.2 s");
  EXPECT_EQ(short_time(1020), "17 min");
  EXPECT_EQ(short_time(10'800), "3 h");
}

} // namespace

} // namespace kod::app::console
