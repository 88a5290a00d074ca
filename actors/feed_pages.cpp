#include "actors/feed_pages.hpp"

#include <map>

namespace kod::actors {

namespace {

bool is_public(const model::recorded_event& event) {
  return std::visit([](const auto& each) { return model::is_public(each); }, event.event);
}

board_change change_by(const passage& passed) {
  if (passed.before.listed == passed.after.listed)
    return board_change::none;
  return passed.after.listed ? board_change::comes : board_change::leaves;
}

/// Where a page's referrals stand as it goes by: the archive is asked about each at most once.
class past_standings {
public:
  explicit past_standings(const model::archive& archive) : archive_{archive} {}

  passage pass(const model::referral_id& id, const model::recorded_event& recorded) {
    const auto& event = std::get<model::referral_event>(recorded.event);
    auto found = known_.find(id);
    if (found == known_.end())
      found = known_.emplace(id, before(recorded, event)).first;
    auto before_it = found->second;
    found->second = model::standing_after(event, before_it);
    return {std::move(before_it), found->second};
  }

private:
  model::standing
  before(const model::recorded_event& recorded, const model::referral_event& event) const {
    if (const auto told = model::standing_known_before(event))
      return *told;
    model::standing now;
    for (std::uint64_t after = 0;;) {
      const auto page = archive_.history(recorded.entity, after, feed_page_events);
      for (const auto& each : page) {
        if (each.sequence >= recorded.sequence)
          return now;
        now = model::standing_after(std::get<model::referral_event>(each.event), std::move(now));
      }
      if (page.empty())
        return now;
      after = page.back().sequence;
    }
  }

  const model::archive& archive_;
  std::map<model::referral_id, model::standing> known_;
};

} // namespace

std::optional<feed_item> as_told(
  const model::recorded_event& recorded,
  const std::optional<model::agent_id>& only,
  const passage& passed) {
  if (!is_public(recorded))
    return std::nullopt;
  if (!only)
    return feed_item{.event = recorded};
  if (const auto* agent = std::get_if<model::agent_id>(&recorded.entity))
    return *agent == *only ? std::optional{feed_item{.event = recorded}} : std::nullopt;
  const auto* event = std::get_if<model::referral_event>(&recorded.event);
  if (!event)
    return std::nullopt;
  const bool concerns = model::concerns(*event, passed.before.holder, *only);
  const auto boards = change_by(passed);
  if (!concerns && boards == board_change::none)
    return std::nullopt;
  return feed_item{.event = recorded, .concerns = concerns, .boards = boards};
}

caf::expected<feed_page> past_page(
  const model::archive& archive, const read_feed& wanted, std::optional<std::uint64_t> up_to) {
  const auto end = up_to.value_or(archive.last_sequence());
  if (wanted.after > end)
    return caf::make_error(engine_error::bad_cursor);
  feed_page page{.items = {}, .through = wanted.after, .end = end};
  past_standings known{archive};
  for (const auto& event : archive.since(wanted.after, feed_page_events)) {
    if (event.sequence > end)
      break;
    page.through = event.sequence;
    const auto* referral = std::get_if<model::referral_id>(&event.entity);
    const auto passed = referral && wanted.only ? known.pass(*referral, event) : passage{};
    if (auto item = as_told(event, wanted.only, passed))
      page.items.push_back(std::move(*item));
  }
  return page;
}

} // namespace kod::actors
