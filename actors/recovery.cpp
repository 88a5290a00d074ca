#include "actors/recovery.hpp"

#include "actors/entity.hpp"

#include <utility>

namespace kod::actors {

namespace {

class scan {
public:
  explicit scan(const surroundings& given)
    : given_{given}, now_{given.now()}, result_{model::roster{given.settings}, {}, {}, {}, {}, {}} {
  }

  recovered run() {
    result_.feed.last_sequence = given_.journal.last_sequence();
    if (const auto programme = given_.journal.find(model::the_programme))
      programme_ = programme->snapshot;
    given_.journal.each_agent({}, [this](const auto& each) { return add(each); });
    given_.journal.each_referral({}, [this](const auto& each) { return add(each); });
    return std::move(result_);
  }

private:
  bool add(const model::stored<model::agent>& each) {
    const auto& agent = each.snapshot;
    result_.census.count(agent);
    result_.agents.put(model::card_of(agent, each.version, given_.settings, now_));
    if (const auto next = model::next_instant(agent, now_))
      result_.alarms.push_back({agent.id, alarm::agent_time, 0, *next});
    if (has_something_to_say(each))
      result_.sleepers.who.push_back(agent.id);
    return count_one();
  }

  bool add(const model::stored<model::referral>& each) {
    const auto& referral = each.snapshot;
    result_.census.count(referral);
    if (auto standing = model::standing_of(referral); standing != model::standing{})
      result_.feed.standings.emplace(referral.id, std::move(standing));
    if (!model::ended(referral)) {
      add_alarms(referral);
      if (model::waits_for_plan(referral) && referral.opens_at)
        result_.waiting.push_back({wanted_plan(referral), *referral.opens_at});
      else if (referral.status == model::referral_status::pending && !model::open_offer(referral))
        result_.sleepers.who.push_back(referral.id);
    }
    return count_one();
  }

  void add_alarms(const model::referral& referral) {
    if (model::open_offer(referral))
      add_reply_alarms(referral.id, *referral.tenure);
    if (!referral.overdue && !referral.contacted_at)
      result_.alarms.push_back({referral.id, alarm::promise, 0, referral.callback_by});
  }

  void add_reply_alarms(const model::referral_id& id, const model::tenure& offer) {
    result_.alarms.push_back({id, alarm::reply, offer.number, *offer.reply_by});
    if (offer.since > now_) // The clock was set back: its window is over by now.
      result_.alarms.push_back({id, alarm::reply, offer.number, now_});
  }

  /// A withdrawal that its referral may not have heard of, a pause of its county of which it may
  /// not have heard, or time that passed meanwhile.
  bool has_something_to_say(const model::stored<model::agent>& each) const {
    if (model::count_entries(each.snapshot, model::entry_state::withdrawn) > 0)
      return true;
    const auto& agent = each.snapshot;
    if (agent.county_pause != model::pause_of(programme_, agent.county, now_))
      return true;
    const model::circumstances when{.now = now_, .by = {}, .settings = given_.settings};
    const auto noticed = model::decide(each.snapshot, each.version, model::notice_time{}, when);
    return noticed && !noticed->events.empty();
  }

  bool count_one() {
    if (given_.progress)
      given_.progress(++read_);
    return true;
  }

  const surroundings& given_;
  model::instant now_;
  model::programme programme_;
  recovered result_;
  std::uint64_t read_ = 0;
};

} // namespace

recovered recover(const surroundings& given) {
  return scan{given}.run();
}

} // namespace kod::actors
