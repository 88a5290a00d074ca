#pragma once

#include "http/message.hpp"
#include "http/server_core.hpp"

#include <atomic>
#include <cstdint>
#include <memory>

// INTERNAL to the server: the way of an answer back to its connection.

namespace kod::http {

/// Takes the one answer to a request on any thread. Whoever drops it unanswered has failed.
class answer_slot {
public:
  answer_slot(std::shared_ptr<server_core>, std::weak_ptr<session> whose, std::uint64_t number);
  ~answer_slot();
  answer_slot(const answer_slot&) = delete;
  answer_slot& operator=(const answer_slot&) = delete;

  void give(response);

private:
  std::shared_ptr<server_core> core_;
  std::weak_ptr<session> whose_;
  std::uint64_t number_;
  std::atomic<bool> given_{false};
};

} // namespace kod::http
