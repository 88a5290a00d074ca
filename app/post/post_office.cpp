#include "app/post/post_office.hpp"

#include "app/post/addressee.hpp"
#include "app/post/carriers.hpp"
#include "app/post/letters.hpp"
#include "app/post/signature.hpp"

#include <curl/curl.h>
#include <exception>
#include <utility>

namespace kod::app {

namespace {

constexpr std::size_t place_of(model::channel which) {
  return static_cast<std::size_t>(which);
}

} // namespace

post_office::post_office(post_settings given, const model::archive& archive, model::clock now)
  : given_{std::move(given)}, archive_{archive}, now_{std::move(now)},
    webhook_key_{key_of_secret(given_.webhook_secret).value_or("")} {
  curl_global_init(CURL_GLOBAL_DEFAULT); // Before there are threads.
  for (const auto each : model::all_channels)
    for (std::size_t i = 0; carries(each) && i < threads_of_a_channel; ++i)
      threads_.emplace_back([this, each] { work(desks_[place_of(each)]); });
}

post_office::~post_office() {
  stop();
}

bool post_office::carries(model::channel which) const {
  return !(which == model::channel::email ? given_.smtp_url : given_.webhook_url).empty();
}

void post_office::deliver(
  const model::outbox_entry& entry, std::function<void(const model::delivery&)> done) {
  auto& its = desks_[place_of(entry.via)];
  {
    const std::scoped_lock lock{its.mutex};
    if (stopped_)
      return;
    its.waiting.push_back({entry, std::move(done)});
  }
  its.come.notify_one();
}

void post_office::stop() {
  stopped_ = true;
  for (auto& its : desks_) {
    std::deque<errand> dropped; // Outside of the lock: each holds on to an actor.
    {
      const std::scoped_lock lock{its.mutex};
      dropped.swap(its.waiting);
    }
    its.come.notify_all();
  }
  threads_.clear();
}

void post_office::work(desk& at) {
  for (;;) {
    errand next;
    {
      std::unique_lock lock{at.mutex};
      at.come.wait(lock, [&] { return stopped_ || !at.waiting.empty(); });
      if (stopped_)
        return;
      next = std::move(at.waiting.front());
      at.waiting.pop_front();
    }
    const auto came = attempt(next.entry);
    if (stopped_ && !came.done)
      return; // The next start tries again, and this was no failure.
    next.done(came);
  }
}

model::delivery post_office::attempt(const model::outbox_entry& entry) const {
  try {
    return entry.via == model::channel::email ? mail(entry) : call_webhook(entry);
  } catch (const std::exception&) { // Its words may hold what was being sent.
    return {.error = "something failed on our side"};
  }
}

model::delivery post_office::mail(const model::outbox_entry& entry) const {
  const auto to = mail_address_of(archive_, entry.what.to);
  if (to.empty())
    return {.skipped = true, .error = "no e-mail address: nothing was sent"};
  const auto name = entry.what.agent ? first_name_of(archive_, *entry.what.agent) : std::string{};
  const auto text = message_of(entry, letter_of(entry.what, name), given_.mail_from, to);
  return send_mail(given_, to, text, stopped_);
}

model::delivery post_office::call_webhook(const model::outbox_entry& entry) const {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now_()).time_since_epoch().count();
  signed_post post{model::id_of(entry), std::to_string(seconds), {}, webhook_body(entry)};
  post.signature = webhook_signature(webhook_key_, post.id, post.timestamp, post.body);
  return send_webhook(given_, post, stopped_);
}

} // namespace kod::app
