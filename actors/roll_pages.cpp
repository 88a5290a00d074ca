#include "actors/roll_pages.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace kod::actors {

namespace {

double figure_of(const roll_entry& entry, const actor_figures& figures, actor_order order) {
  const auto time = [](std::chrono::nanoseconds each) { return static_cast<double>(each.count()); };
  switch (order) {
  case actor_order::by_id: return 0;
  case actor_order::mailbox: return static_cast<double>(figures.waiting);
  case actor_order::handled: return static_cast<double>(figures.handled);
  case actor_order::p50: return time(figures.handling_time(0.5));
  case actor_order::p99: return time(figures.handling_time(0.99));
  case actor_order::oldest: return time(figures.oldest);
  case actor_order::timers: return entry.seen ? entry.seen->timers() : 0;
  case actor_order::restarts: return static_cast<double>(entry.restarts);
  }
  return 0;
}

/// A row's place: the largest figure first, then by kind, those that live, and id.
using row_place = std::tuple<double, std::size_t, bool, std::string_view>;

struct placed_row {
  double figure = 0;
  std::size_t kind = 0;
  actor_row row;

  row_place place() const { return {-figure, kind, row.put_aside, row.id}; }
};

/// The first rows, as many as are wanted; of all others it keeps but the count.
class first_rows {
public:
  explicit first_rows(const list_actors& wanted)
    : order_{wanted.order}, most_{
                              std::min(
                                wanted.skip, std::numeric_limits<std::size_t>::max() - wanted.limit)
                              + wanted.limit} {}

  void offer(
    std::size_t rank,
    std::string_view kind,
    const roll_entry& entry,
    const actor_figures& figures) {
    ++offered_;
    const auto figure = figure_of(entry, figures, order_);
    if (rows_.size() == most_) {
      const row_place place{-figure, rank, entry.seen == nullptr, entry.id};
      if (rows_.empty() || place > rows_.front().place())
        return;
      std::ranges::pop_heap(rows_, {}, &placed_row::place);
      rows_.pop_back();
    }
    rows_.push_back({figure, rank, row_of(kind, entry, figures)});
    std::ranges::push_heap(rows_, {}, &placed_row::place);
  }

  /// Those behind the first `skip`.
  std::vector<actor_row> take(std::size_t skip) {
    std::ranges::sort_heap(rows_, {}, &placed_row::place);
    std::vector<actor_row> result;
    for (auto at = std::min(skip, rows_.size()); at < rows_.size(); ++at)
      result.push_back(std::move(rows_[at].row));
    return result;
  }
  bool more() const { return offered_ > rows_.size(); }
  std::size_t end() const { return rows_.size(); }

private:
  actor_order order_;
  std::size_t most_;
  std::size_t offered_ = 0;
  std::vector<placed_row> rows_; // A heap, the last of them on top.
};

void read_single(kind_row& sum, const introduce& single, std::size_t rank, first_rows* rows) {
  const auto& seen = observe(single.who);
  const auto figures = seen.figures();
  ++sum.live;
  sum.figures += figures;
  sum.timers += seen.timers();
  if (rows)
    rows->offer(rank, single.kind, {.id = single.kind, .seen = &seen}, figures);
}

} // namespace

std::optional<actor_row>
find_actor(const roll_book& book, const std::string& kind, const std::string& id) {
  for (const auto* each : {&book.referrals, &book.agents})
    if (each->kind() == kind)
      return each->find(id);
  if (id != kind)
    return std::nullopt;
  for (const auto& single : book.singles())
    if (single.kind == kind) {
      const auto& seen = observe(single.who);
      return row_of(kind, {.id = kind, .seen = &seen}, seen.figures());
    }
  return std::nullopt;
}

actor_page page_of_actors(const roll_book& book, const list_actors& wanted) {
  actor_page page;
  if (wanted.kind && wanted.id) {
    if (auto row = find_actor(book, *wanted.kind, *wanted.id))
      page.items.push_back(std::move(*row));
    return page;
  }
  for (const auto kind : actor_kinds)
    page.kinds.emplace_back().kind = kind;
  const auto sum_of = [&](std::string_view kind) -> kind_row& {
    return *std::ranges::find(page.kinds, kind, &kind_row::kind);
  };
  first_rows rows{wanted};
  const auto asked_for = [&](std::string_view kind) {
    return !wanted.kind || *wanted.kind == kind;
  };
  std::size_t rank = 0;
  for (const auto* each : {&book.referrals, &book.agents}) {
    const auto here = rank++;
    each->read(sum_of(each->kind()), [&](const roll_entry& entry, const actor_figures& figures) {
      if (asked_for(each->kind()))
        rows.offer(here, each->kind(), entry, figures);
    });
  }
  for (const auto& single : book.singles())
    read_single(sum_of(single.kind), single, rank++, asked_for(single.kind) ? &rows : nullptr);
  page.items = rows.take(wanted.skip);
  if (rows.more())
    page.next = rows.end();
  return page;
}

roll_actor::behavior_type
roll_behavior(roll_state::pointer self, std::shared_ptr<const roll_book> book) {
  auto& state = self->state;
  state.book = std::move(book);
  return {
    [&state](const list_actors& wanted) { return page_of_actors(*state.book, wanted); },
  };
}

} // namespace kod::actors
