#include "actors/feed.hpp"

#include "model/concern.hpp"
#include "model/overloaded.hpp"

namespace kod::actors {

namespace {

constexpr std::size_t past_page = 500;

bool wants(
  const feed_state::reader& reader,
  const model::recorded_event& event,
  const std::optional<model::agent_id>& holder) {
  if (!reader.only)
    return true;
  if (const auto* agent = std::get_if<model::agent_id>(&event.entity))
    return *agent == *reader.only;
  const auto* about_referral = std::get_if<model::referral_event>(&event.event);
  return about_referral && model::concerns(*about_referral, holder, *reader.only);
}

bool is_public(const model::recorded_event& event) {
  return std::visit([](const auto& each) { return model::is_public(each); }, event.event);
}

/// The events of one batch as they lie in the journal.
template <class Visit>
void each_event_of(const stored_batch& stored, Visit visit) {
  std::uint64_t events = 0;
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

/// Who had the referral just before the event.
std::optional<model::agent_id>
holder_before(const model::archive& archive, const model::recorded_event& event) {
  std::optional<model::agent_id> holder;
  for (std::uint64_t after = 0;;) {
    const auto page = archive.history(event.entity, after, past_page);
    for (const auto& each : page) {
      if (each.sequence >= event.sequence)
        return holder;
      holder = model::holder_after(std::get<model::referral_event>(each.event), std::move(holder));
    }
    if (page.empty())
      return holder;
    after = page.back().sequence;
  }
}

} // namespace

void feed_state::tell(const stored& news) {
  for (const auto& batch : *news.batches) {
    each_event_of(batch, [this](const auto& event) { tell(event); });
    last_sequence = batch.last_sequence;
  }
}

void feed_state::tell(const model::recorded_event& event) {
  const auto before = note(holders, event);
  if (!is_public(event))
    return;
  std::erase_if(
    readers, [&](const reader& each) { return wants(each, event, before) && !each.sink({event}); });
}

std::optional<model::agent_id>
feed_state::note(holder_map& known, const model::recorded_event& event) {
  const auto* id = std::get_if<model::referral_id>(&event.entity);
  if (!id)
    return std::nullopt;
  const auto found = known.find(*id);
  const auto before = found == known.end() ? std::nullopt : found->second;
  const auto after = model::holder_after(std::get<model::referral_event>(event.event), before);
  if (after)
    known.insert_or_assign(*id, after);
  else if (found != known.end())
    known.erase(found);
  return before;
}

bool feed_state::tell_past(const reader& who, std::uint64_t after) {
  holder_map known; // As the past goes by, apart from the present.
  while (after < last_sequence) {
    const auto page = archive->since(after, past_page);
    if (page.empty())
      return true;
    for (const auto& event : page) {
      if (event.sequence > last_sequence)
        return true; // It will be told as news.
      if (!tell_past(who, known, event))
        return false;
    }
    after = page.back().sequence;
  }
  return true;
}

bool feed_state::tell_past(
  const reader& who, holder_map& known, const model::recorded_event& event) {
  const auto* id = std::get_if<model::referral_id>(&event.entity);
  if (id && who.only && !known.contains(*id))
    known.emplace(*id, holder_before(*archive, event));
  const auto before = note(known, event);
  return !is_public(event) || !wants(who, event, before) || who.sink({event});
}

/// Who is told nothing is not found out by telling: those who come take the place of those who
/// left.
void feed_state::forget_the_gone() {
  std::erase_if(readers, [](const reader& each) { return each.gone && each.gone(); });
}

subscribed feed_state::add(subscribe&& wish) {
  forget_the_gone();
  reader fresh{std::move(wish.only), std::move(wish.sink), std::move(wish.gone)};
  if (!wish.after || tell_past(fresh, *wish.after))
    readers.push_back(std::move(fresh));
  return {last_sequence};
}

feed_actor::behavior_type
feed_behavior(feed_state::pointer self, const model::archive* archive, feed_state::origin begin) {
  auto& state = self->state;
  state.self = self;
  state.archive = archive;
  state.last_sequence = begin.last_sequence;
  state.holders = std::move(begin.holders);
  return {
    [&state](subscribe& wish) { return state.add(std::move(wish)); },
    [&state](const stored& news) { state.tell(news); },
  };
}

} // namespace kod::actors
