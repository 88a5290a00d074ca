#include "actors/feed.hpp"

#include "model/concern.hpp"
#include "model/overloaded.hpp"

namespace kod::actors {

namespace {

constexpr std::size_t past_page = 500;

bool wants(
  const feed_state::reader& reader,
  const model::recorded_event& event,
  const model::referral* concerned) {
  if (!reader.only)
    return true;
  if (const auto* agent = std::get_if<model::agent_id>(&event.entity))
    return *agent == *reader.only;
  return concerned
         && model::concerns(std::get<model::referral_event>(event.event), *concerned, *reader.only);
}

bool is_public(const model::recorded_event& event) {
  return std::visit([](const auto& each) { return model::is_public(each); }, event.event);
}

/// The events of one batch as they lie in the journal, each with what its referral has become.
template <class Visit>
void each_event_of(const stored_batch& stored, Visit visit) {
  std::uint64_t events = 0;
  for (const auto& write : stored.batch.writes)
    std::visit([&](const auto& each) { events += each.events.size(); }, write);
  auto sequence = stored.last_sequence - events;
  for (const auto& write : stored.batch.writes)
    std::visit(
      [&](const auto& each) {
        for (const auto& event : each.events) {
          const model::recorded_event recorded{
            ++sequence, each.version, stored.batch.at, stored.batch.by, each.snapshot.id, event};
          if constexpr (std::is_same_v<decltype(each), const model::referral_write&>)
            visit(recorded, &each.snapshot);
          else
            visit(recorded, static_cast<const model::referral*>(nullptr));
        }
      },
      write);
}

} // namespace

void feed_state::tell(const stored& news) {
  for (const auto& batch : *news.batches) {
    if (!readers.empty())
      each_event_of(
        batch, [this](const auto& event, const auto* concerned) { tell(event, concerned); });
    last_sequence = batch.last_sequence;
  }
}

void feed_state::tell(const model::recorded_event& event, const model::referral* concerned) {
  if (!is_public(event))
    return;
  std::erase_if(readers, [&](const reader& each) {
    return wants(each, event, concerned) && !each.sink({event});
  });
}

bool feed_state::tell_past(const reader& who, std::uint64_t after) {
  while (after < last_sequence) {
    const auto page = archive->since(after, past_page);
    if (page.empty())
      return true;
    for (const auto& event : page) {
      if (event.sequence > last_sequence)
        return true; // It will be told as news.
      std::optional<model::stored<model::referral>> concerned;
      if (const auto* id = std::get_if<model::referral_id>(&event.entity); id && who.only)
        concerned = archive->find(*id);
      if (
        is_public(event) && wants(who, event, concerned ? &concerned->snapshot : nullptr)
        && !who.sink({event}))
        return false;
    }
    after = page.back().sequence;
  }
  return true;
}

subscribed feed_state::add(subscribe&& wish) {
  reader fresh{std::move(wish.only), std::move(wish.sink)};
  if (!wish.after || tell_past(fresh, *wish.after))
    readers.push_back(std::move(fresh));
  return {last_sequence};
}

feed_actor::behavior_type feed_behavior(feed_state::pointer self, const model::archive* archive) {
  auto& state = self->state;
  state.self = self;
  state.archive = archive;
  state.last_sequence = archive->last_sequence();
  return {
    [&state](subscribe& wish) { return state.add(std::move(wish)); },
    [&state](const stored& news) { state.tell(news); },
  };
}

} // namespace kod::actors
