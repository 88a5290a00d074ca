#include "actors/letters.hpp"

namespace kod::actors {

void letters_state::take(dead_letter&& found) {
  ++counts[static_cast<std::size_t>(found.why)];
  if (tell)
    tell(found);
  kept.push_front({now(), std::move(found)});
  if (kept.size() > most_kept)
    kept.pop_back();
}

dead_letter_list letters_state::list() const {
  return {counts, {kept.begin(), kept.end()}};
}

letters_actor::behavior_type letters_behavior(
  letters_state::pointer self, model::clock now, std::function<void(const dead_letter&)> tell) {
  auto& state = self->state;
  state.now = std::move(now);
  state.tell = std::move(tell);
  return {
    [&state](dead_letter& found) { state.take(std::move(found)); },
    [&state](const list_dead_letters&) { return state.list(); },
  };
}

} // namespace kod::actors
