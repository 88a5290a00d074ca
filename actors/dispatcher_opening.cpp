#include "actors/dispatcher.hpp"

#include <caf/send.hpp>

namespace kod::actors {

void dispatcher_state::hold(await_opening&& wanted) {
  const auto& referral = wanted.wanted.referral;
  if (waiting.contains(referral) || is_going_out(referral))
    return; // Here it is open already: the referral hears of it soon.
  clear_mark(referral);
  auto& held = closed[referral] = std::move(wanted);
  // The hours may have changed while the request was being written.
  move_with_the_hours(held, now());
  arm_for(held);
}

void dispatcher_state::follow(const programme_is& told) {
  programme = told.now;
  let_out();
}

/// Whatever is open by now goes to the plans, and there the oldest is first.
void dispatcher_state::let_out() {
  const auto at = now();
  armed_for = model::instant::max();
  for (auto each = closed.begin(); each != closed.end();) {
    auto& held = each->second;
    move_with_the_hours(held, at);
    if (held.opens_at > at) {
      arm_for(held);
      ++each;
      continue;
    }
    waiting.put(std::move(held.wanted), true);
    each = closed.erase(each);
  }
  if (!waiting.empty())
    answer_soon();
}

/// The referral hears of it before any `planned` of ours, since both take the same way.
void dispatcher_state::move_with_the_hours(await_opening& held, model::instant at) {
  if (held.opens_at <= at)
    return; // Its opening has come.
  const auto opening = model::awaited_opening(*programme, at);
  const auto opens_at = opening.value_or(at);
  if (opens_at == held.opens_at)
    return;
  held.opens_at = opens_at;
  held.wanted.callback_by = model::moved_promise(held.wanted.callback_by, opens_at, settings);
  caf::anon_send(registry, move_opening{held.wanted.referral, {opening}});
}

/// One alarm for each opening is enough, in the name of the first that waits for it.
void dispatcher_state::arm_for(const await_opening& held) {
  if (held.opens_at >= armed_for)
    return;
  armed_for = held.opens_at;
  caf::anon_send(timer, arm{held.wanted.referral, alarm::opening, 0, held.opens_at});
}

} // namespace kod::actors
