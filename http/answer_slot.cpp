#include "http/answer_slot.hpp"

#include "http/event_stream.hpp"
#include "http/problem.hpp"
#include "http/session.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace kod::http {

namespace {

void hand_over(const std::weak_ptr<session>& whose, std::uint64_t number, response& answer) {
  if (const auto alive = whose.lock())
    alive->answer(number, std::move(answer));
  else if (answer.stream)
    answer.stream->close(); // Or it would be told events until it is full.
}

} // namespace

answer_slot::answer_slot(
  std::shared_ptr<server_core> core, std::weak_ptr<session> whose, std::uint64_t number)
  : core_{std::move(core)}, whose_{std::move(whose)}, number_{number} {}

answer_slot::~answer_slot() {
  if (!given_)
    give(problem(code::internal_error));
}

void answer_slot::give(response answer) {
  if (given_.exchange(true))
    return;
  if (core_->io.get_executor().running_in_this_thread())
    return hand_over(whose_, number_, answer);
  boost::asio::post(
    core_->io, [whose = whose_, number = number_, answer = std::move(answer)]() mutable {
      hand_over(whose, number, answer);
    });
}

} // namespace kod::http
