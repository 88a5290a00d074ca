#include "actors/registry.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace kod::actors {

namespace {

constexpr std::array<std::string_view, 15> kinds{
  "dispatcher",
  "referral",
  "agent",
  "journal",
  "timer",
  "feed",
  "registry",
  "directory",
  "gateway",
  "backups",
  "copier",
  "courier",
  "letters",
  "exports",
  "minutes"};

template <class Id, class Actor>
void add_past(actor_row& row, const living<Id, Actor>& entities, const Id& id) {
  if (const auto again = entities.restarts.find(id); again != entities.restarts.end())
    row.restarts = again->second;
  if (const auto died = entities.last_errors.find(id);
      died != entities.last_errors.end() && !row.last_error)
    row.last_error = died->second;
}

template <class Id, class Actor>
void add_rows(
  std::vector<actor_row>& rows, std::string_view kind, const living<Id, Actor>& entities) {
  for (const auto& [id, actor] : entities.actors) {
    const auto& seen = observe(actor);
    auto& row = rows.emplace_back(
      std::string{kind}, id.text, seen.figures(), seen.timers(), 0, seen.last_error());
    add_past(row, entities, id);
  }
  for (const auto& id : entities.aside) {
    auto& row = rows.emplace_back(std::string{kind}, id.text);
    row.put_aside = true;
    add_past(row, entities, id);
  }
}

std::vector<actor_row> all_rows(const registry_state& registry) {
  std::vector<actor_row> rows;
  add_rows(rows, "referral", registry.referrals);
  add_rows(rows, "agent", registry.agents);
  for (const auto& other : registry.others) {
    const auto& seen = observe(other.who);
    rows.emplace_back(other.kind, other.kind, seen.figures(), seen.timers(), 0, seen.last_error());
  }
  return rows;
}

std::vector<kind_row> sums_of(const std::vector<actor_row>& rows, const registry_state& registry) {
  std::vector<kind_row> sums;
  for (const auto kind : kinds)
    sums.emplace_back().kind = kind;
  const auto sum_of = [&](std::string_view kind) -> kind_row& {
    return *std::ranges::find(sums, kind, &kind_row::kind);
  };
  for (const auto& row : rows) {
    auto& sum = sum_of(row.kind);
    ++(row.put_aside ? sum.put_aside : sum.live);
    sum.figures += row.figures;
    sum.timers += row.timers;
  }
  // What those that are gone have done stays counted.
  sum_of("referral").figures += registry.referrals.ended;
  sum_of("agent").figures += registry.agents.ended;
  for (const auto& [_, times] : registry.referrals.restarts)
    sum_of("referral").restarts += times;
  for (const auto& [_, times] : registry.agents.restarts)
    sum_of("agent").restarts += times;
  return sums;
}

double figure_of(const actor_row& row, actor_order order) {
  const auto time = [](std::chrono::nanoseconds each) { return static_cast<double>(each.count()); };
  switch (order) {
  case actor_order::by_id: return 0;
  case actor_order::mailbox: return static_cast<double>(row.figures.waiting);
  case actor_order::handled: return static_cast<double>(row.figures.handled);
  case actor_order::p50: return time(row.figures.handling_time(0.5));
  case actor_order::p99: return time(row.figures.handling_time(0.99));
  case actor_order::oldest: return time(row.figures.oldest);
  case actor_order::timers: return row.timers;
  case actor_order::restarts: return static_cast<double>(row.restarts);
  }
  return 0;
}

} // namespace

actor_page page_of_actors(const registry_state& registry, const list_actors& wanted) {
  auto rows = all_rows(registry);
  actor_page page{.kinds = sums_of(rows, registry), .items = {}, .next = {}};
  if (wanted.kind)
    std::erase_if(rows, [&](const auto& row) { return row.kind != *wanted.kind; });
  if (wanted.id)
    std::erase_if(rows, [&](const auto& row) { return row.id != *wanted.id; });
  std::ranges::stable_sort(
    rows, std::greater{}, [&](const actor_row& row) { return figure_of(row, wanted.order); });
  const auto begin = std::min(wanted.skip, rows.size());
  const auto end = std::min(begin + wanted.limit, rows.size());
  page.items.assign(
    std::move_iterator{rows.begin() + static_cast<std::ptrdiff_t>(begin)},
    std::move_iterator{rows.begin() + static_cast<std::ptrdiff_t>(end)});
  if (end < rows.size())
    page.next = end;
  return page;
}

} // namespace kod::actors
