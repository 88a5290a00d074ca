#include "actors/feed.hpp"

#include <algorithm>

namespace kod::actors {

namespace {

/// The events of one batch as they lie in the journal.
template <class Visit>
void each_event_of(const stored_batch& stored, Visit visit) {
  std::uint64_t events = stored.batch.notices.size(); // They come last, and are told nobody.
  for (const auto& write : stored.batch.writes)
    std::visit([&](const auto& each) { events += each.events.size(); }, write);
  auto sequence = stored.last_sequence - events;
  for (const auto& write : stored.batch.writes)
    std::visit(
      [&](const auto& each) {
        for (const auto& event : each.events)
          visit(model::recorded_event{
            ++sequence, each.version, stored.batch.at, stored.batch.by, each.snapshot.id, event});
      },
      write);
}

} // namespace

void feed_state::tell(const stored& news) {
  for (const auto& batch : *news.batches) {
    each_event_of(batch, [this](const auto& event) { tell(event); });
    last_sequence = batch.last_sequence;
  }
}

void feed_state::tell(const model::recorded_event& event) {
  const auto passed = note(event);
  std::erase_if(readers, [&](const reader& each) {
    if (event.sequence <= each.after)
      return false;
    const auto item = as_told(event, each.only, passed);
    return item && !each.sink(*item);
  });
}

passage feed_state::note(const model::recorded_event& event) {
  const auto* id = std::get_if<model::referral_id>(&event.entity);
  if (!id)
    return {};
  const auto found = standings.find(*id);
  auto before = found == standings.end() ? model::standing{} : found->second;
  auto after = model::standing_after(std::get<model::referral_event>(event.event), before);
  if (after != model::standing{})
    standings.insert_or_assign(*id, after);
  else if (found != standings.end())
    standings.erase(found);
  return {std::move(before), std::move(after)};
}

/// What is left between where it has read to and the news.
bool feed_state::tell_past(const reader& who) {
  const auto page = past_page(*archive, {who.only, who.after}, last_sequence);
  return page && std::ranges::all_of(page->items, who.sink);
}

/// Who is told nothing is not found out by telling: those who come take the place of those who
/// left.
void feed_state::forget_the_gone() {
  std::erase_if(readers, [](const reader& each) { return each.gone && each.gone(); });
}

subscribed feed_state::add(subscribe&& wish) {
  forget_the_gone();
  reader fresh{
    std::move(wish.only),
    std::move(wish.sink),
    std::move(wish.gone),
    wish.after.value_or(last_sequence)};
  if (fresh.after + feed_page_events < last_sequence)
    return {.from = fresh.after, .behind = true};
  if (fresh.after >= last_sequence || tell_past(fresh)) {
    fresh.after = std::max(fresh.after, last_sequence);
    readers.push_back(std::move(fresh));
  }
  return {.from = last_sequence};
}

feed_actor::behavior_type
feed_behavior(feed_state::pointer self, const model::archive* archive, feed_state::origin begin) {
  auto& state = self->state;
  state.self = self;
  state.archive = archive;
  state.last_sequence = begin.last_sequence;
  state.standings = std::move(begin.standings);
  return {
    [&state](subscribe& wish) { return state.add(std::move(wish)); },
    [&state](const stored& news) { state.tell(news); },
  };
}

} // namespace kod::actors
