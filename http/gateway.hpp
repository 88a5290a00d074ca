#pragma once

#include "actors/interfaces.hpp"

#include <caf/actor.hpp>
#include <caf/actor_cast.hpp>
#include <caf/expected.hpp>
#include <caf/fwd.hpp>
#include <caf/message.hpp>
#include <caf/response_type.hpp>

#include <functional>
#include <type_traits>
#include <utility>

namespace kod::http {

/// Where HTTP meets the actors: asks them, and calls back with the answer. Safe to use from any
/// thread. Behind it is an actor without a thread or mailbox of its own, so that a question costs
/// one hop there and one back. How much is asked at a time is bounded at the door: http/door.hpp.
class gateway {
public:
  explicit gateway(caf::actor_system&);

  /// `then` gets the answer once, on the thread of whoever answers. It must not block. There is no
  /// timeout: an actor that ends answers for what it leaves.
  template <class Answer, class Handle, class Message>
  void ask(const Handle& whom, Message question, std::function<void(caf::expected<Answer>)> then) {
    static_assert(
      std::is_same_v<
        caf::response_type_t<typename Handle::signatures, Message>,
        caf::detail::type_list<Answer>>,
      "the actor doesn't answer this question so");
    ask_any(
      caf::actor_cast<caf::strong_actor_ptr>(whom),
      caf::make_message(std::move(question)),
      [then = std::move(then)](caf::message& content) {
        if (content.match_elements<Answer>())
          then(std::move(content.get_mutable_as<Answer>(0)));
        else
          then(error_in(content));
      });
  }

  /// To be introduced to the registry, kind `gateway`.
  const caf::actor& actor() const { return actor_; }

private:
  using take_content = std::function<void(caf::message&)>;

  void ask_any(caf::strong_actor_ptr whom, caf::message question, take_content);
  static caf::error error_in(const caf::message&);

  caf::actor actor_;
};

} // namespace kod::http
