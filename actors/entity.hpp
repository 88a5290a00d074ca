#pragma once

#include "actors/interfaces.hpp"

#include <caf/response_promise.hpp>
#include <caf/sec.hpp>
#include <caf/typed_response_promise.hpp>

#include <utility>

namespace kod::actors {

/// What each entity's actor is given; all share one.
struct entity_world {
  registry_actor registry;
  journal_actor journal;
  dispatcher_actor dispatcher;
  timer_actor timer;
  const model::archive* archive = nullptr;
  model::dispatch_settings settings;
  model::clock now;
  std::uint64_t start = 1; // Which start of the engine this is.

  model::circumstances circumstances_for(model::party by, std::string from = {}) const {
    return {
      .now = now(),
      .by = std::move(by),
      .settings = settings,
      .start = start,
      .from = std::move(from)};
  }
};

/// What a referral asks the dispatcher for.
inline plan wanted_plan(const model::referral& now) {
  plan wanted{now.id, now.callback_by, now.requested_at, now.where, now.language, {}};
  for (const auto& each : now.tried)
    wanted.excluded.push_back(each.agent);
  return wanted;
}

/// An answer that is owed while a commit is under way. Whoever waits for it is told when its
/// actor ends instead: CAF forgets a promise that dies with its actor.
class owed_answer {
public:
  owed_answer() = default;
  owed_answer(owed_answer&&) = default;
  owed_answer& operator=(owed_answer&&) = default;
  ~owed_answer() {
    if (promise_.pending())
      promise_.deliver(caf::make_error(caf::sec::request_receiver_down));
  }

  template <class Answer>
  caf::result<Answer> owe(caf::typed_response_promise<Answer> promise) {
    promise_ = promise;
    return promise;
  }
  /// Each gives the promise back: one in a state keeps its actor alive.
  template <class Answer>
  void give(Answer answer) {
    std::exchange(promise_, {}).deliver(std::move(answer));
  }
  void fail(caf::error why) { std::exchange(promise_, {}).deliver(std::move(why)); }

private:
  caf::response_promise promise_;
};

/// The engine's own name in history.
inline const model::party by_engine{};

/// A rule's refusal: nothing went wrong.
inline bool refused_by_rule(const caf::error& why) {
  return why && why.category() == caf::make_error(model::rejection::not_found).category();
}

/// Who was to take part was put aside: nothing was written, and nothing will be for now.
inline bool refused_by_absence(const caf::error& why) {
  return why == caf::make_error(engine_error::put_aside);
}

/// Errors that aren't a rule's: what became of the commit is in doubt, and so is memory.
inline bool in_doubt(const caf::error& why) {
  return !refused_by_rule(why) && !refused_by_absence(why)
         && why != caf::make_error(engine_error::handler_failed);
}

} // namespace kod::actors
