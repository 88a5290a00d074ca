#include "http/gateway.hpp"

#include "actors/observed.hpp"

#include <caf/actor_clock.hpp>
#include <caf/actor_config.hpp>
#include <caf/actor_system.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/make_actor.hpp>
#include <caf/monitorable_actor.hpp>
#include <caf/scheduler/abstract_coordinator.hpp>
#include <caf/sec.hpp>

#include <algorithm>
#include <bit>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>

namespace kod::http {

namespace {

struct question {
  std::function<void(caf::message&)> then;
  caf::actor_clock::time_point asked;
};

/// The actor in whose name questions are asked. It handles an answer on the thread that gives it.
/// As its figures go, a question is a message, and handled by its answer.
class gateway_actor : public caf::monitorable_actor, public actors::observable {
public:
  using caf::monitorable_actor::enqueue;

  explicit gateway_actor(caf::actor_config& config) : caf::monitorable_actor{config} {}

  const char* name() const override { return "gateway"; }

  /// The id of the new question, its number among all.
  caf::message_id note(std::function<void(caf::message&)>&& then) {
    const std::scoped_lock lock{mutex_};
    const auto id = caf::make_message_id(++figures_.arrived);
    asked_.emplace_hint(asked_.end(), figures_.arrived, question{std::move(then), now()});
    return id;
  }

  void enqueue(caf::mailbox_element_ptr message, caf::execution_unit*) override {
    if (!message->mid.is_response()) // Nobody has anything else to say to it.
      return actors::report(
        home_system(),
        {name(), actors::message_name(message->content()), actors::undelivered::unexpected});
    if (auto then = settle(message->mid.request_id().integer_value())) {
      auto content = message->move_content_to_message();
      answer(*then, content);
    }
  }

  actors::actor_figures figures() const override {
    const std::scoped_lock lock{mutex_};
    auto seen = figures_;
    seen.waiting = asked_.size();
    if (!asked_.empty())
      seen.oldest = now() - asked_.begin()->second.asked;
    return seen;
  }
  std::uint32_t timers() const override { return 0; }
  std::uint64_t failures() const override { return failures_.count(); }
  std::optional<std::string> last_error() const override { return failures_.last(); }

private:
  using then_function = std::function<void(caf::message&)>;

  caf::actor_clock::time_point now() const { return home_system().scheduler().clock().now(); }

  /// Forgets the question, and gives what is to be done with its answer.
  std::optional<then_function> settle(std::uint64_t id) {
    const std::scoped_lock lock{mutex_};
    const auto found = asked_.find(id);
    if (found == asked_.end())
      return std::nullopt;
    count((now() - found->second.asked).count());
    auto then = std::move(found->second.then);
    asked_.erase(found);
    return then;
  }

  void count(std::chrono::nanoseconds::rep nanoseconds) {
    const auto width = std::bit_width(static_cast<std::uint64_t>(std::max(nanoseconds, {})));
    const auto bucket =
      std::min<std::size_t>(static_cast<std::size_t>(width), actors::actor_figures::buckets - 1);
    ++figures_.handled;
    ++figures_.handling_times[bucket];
  }

  /// What the callback throws is not the fault of the actor that answers.
  void answer(const then_function& then, caf::message& content) {
    try {
      then(content);
    } catch (const std::exception& failure) {
      failures_.add(failure.what());
    }
  }

  mutable std::mutex mutex_;
  std::map<std::uint64_t, question> asked_; // In the order in which they were asked.
  actors::actor_figures figures_;
  actors::failure_note failures_;
};

} // namespace

gateway::gateway(caf::actor_system& system) {
  caf::actor_config config;
  actor_ = caf::make_actor<gateway_actor, caf::actor>(
    system.next_actor_id(), system.node(), &system, config);
}

void gateway::ask_any(caf::strong_actor_ptr whom, caf::message question, take_content then) {
  auto* const self = dynamic_cast<gateway_actor*>(caf::actor_cast<caf::abstract_actor*>(actor_));
  const auto id = self->note(std::move(then));
  whom->get()->enqueue(
    caf::make_mailbox_element(
      caf::actor_cast<caf::strong_actor_ptr>(actor_), id, {}, std::move(question)),
    nullptr);
}

caf::error gateway::error_in(const caf::message& content) {
  if (content.match_elements<caf::error>())
    return content.get_as<caf::error>(0);
  return caf::make_error(caf::sec::unexpected_response);
}

} // namespace kod::http
