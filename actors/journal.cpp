#include "actors/journal.hpp"

#include <caf/sec.hpp>
#include <caf/send.hpp>

#include <exception>

namespace kod::actors {

journal_state::~journal_state() {
  for (auto& promise : promises) // Whoever waits for it would wait for ever.
    promise.deliver(caf::make_error(caf::sec::request_receiver_down));
}

caf::result<commit_answer> journal_state::take(commit&& wanted) {
  auto promise = self->make_response_promise<commit_answer>();
  // What queued up behind this one is gathered before `write_now` comes round.
  if (batches.empty())
    caf::anon_send(journal_actor{self}, write_now{});
  batches.push_back(std::move(wanted.batch));
  promises.push_back(promise);
  return promise;
}

void journal_state::write() {
  auto writing = std::exchange(batches, {});
  const auto owed = std::exchange(promises, {});
  try {
    auto results = store->append(writing);
    publish(std::move(writing), results);
    for (std::size_t i = 0; i < owed.size(); ++i)
      caf::typed_response_promise<commit_answer>{owed[i]}.deliver(
        commit_answer{std::move(results[i])});
  } catch (const std::exception& failure) {
    die(std::string{"the journal has failed: "} + failure.what());
    for (const auto& promise : owed) // Only a test lives on.
      caf::typed_response_promise<commit_answer>{promise}.deliver(
        caf::make_error(engine_error::unknown_outcome));
  }
}

void journal_state::keep(const keep_minute& told) {
  try {
    minutes->keep(told.record);
  } catch (const std::exception& failure) {
    die(std::string{"the journal has failed: "} + failure.what());
  }
}

void journal_state::publish(
  std::vector<model::batch>&& written, const std::vector<model::append_result>& results) {
  auto durable = std::make_shared<std::vector<stored_batch>>();
  for (std::size_t i = 0; i < written.size(); ++i)
    if (const auto* done = std::get_if<model::committed>(&results[i]);
        done && !written[i].writes.empty()) {
      written[i].sealed.clear(); // Nobody who listens may hold what is personal.
      durable->push_back({std::move(written[i]), done->sequence});
    }
  if (durable->empty())
    return;
  const stored news{std::move(durable)};
  caf::anon_send(directory, news);
  caf::anon_send(feed, news);
}

journal_actor::behavior_type journal_behavior(
  journal_state::pointer self,
  journal_stores stores,
  listeners told,
  std::function<void(const std::string&)> die) {
  auto& state = self->state;
  state.self = self;
  state.store = stores.journal;
  state.minutes = stores.minutes;
  state.directory = std::move(told.directory);
  state.feed = std::move(told.feed);
  state.die = std::move(die);
  return {
    [&state](commit& wanted) { return state.take(std::move(wanted)); },
    [&state](const keep_minute& minute) { state.keep(minute); },
    [&state](const write_now&) { state.write(); },
  };
}

} // namespace kod::actors
