#pragma once

#include "app/post/post_settings.hpp"
#include "model/clock.hpp"
#include "model/journal.hpp"
#include "model/postman.hpp"

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace kod::app {

/// Carries notifications on threads of its own, some for each channel: a mail server that hangs
/// keeps no webhook waiting, and nobody in the engine.
class post_office : public model::postman {
public:
  static constexpr std::size_t threads_of_a_channel = 4;

  /// The archive outlives it.
  post_office(post_settings, const model::archive&, model::clock);
  ~post_office() override;
  post_office(const post_office&) = delete;
  post_office& operator=(const post_office&) = delete;

  bool carries(model::channel) const override;
  void
  deliver(const model::outbox_entry&, std::function<void(const model::delivery&)> done) override;

  /// What is under way is broken off, what waits is dropped, and nothing is taken any more: it is
  /// in the store, and is sent by the next start.
  void stop();

private:
  struct errand {
    model::outbox_entry entry;
    std::function<void(const model::delivery&)> done;
  };
  struct desk { // Of a channel.
    std::mutex mutex;
    std::condition_variable come;
    std::deque<errand> waiting;
  };

  void work(desk& at);
  model::delivery attempt(const model::outbox_entry&) const;
  model::delivery mail(const model::outbox_entry&) const;
  model::delivery call_webhook(const model::outbox_entry&) const;

  const post_settings given_;
  const model::archive& archive_;
  const model::clock now_;
  std::string webhook_key_;
  std::atomic<bool> stopped_{false};
  std::array<desk, model::channel_count> desks_;
  std::vector<std::jthread> threads_;
};

} // namespace kod::app
