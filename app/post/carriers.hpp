#pragma once

#include "app/post/post_settings.hpp"
#include "model/outbox_records.hpp"

#include <atomic>
#include <string>

// What carries a message off this machine, with libcurl. Each blocks its thread for half a minute
// at most, and less once `stopped`.

namespace kod::app {

/// Hands an e-mail to the server. STARTTLS is insisted on, but from and to this machine itself.
model::delivery send_mail(
  const post_settings&,
  const std::string& to,
  const std::string& message,
  const std::atomic<bool>& stopped);

struct signed_post {
  std::string id;
  std::string timestamp; // Seconds since 1970.
  std::string signature;
  std::string body;
};
/// Anything but a 2xx is a failure.
model::delivery
send_webhook(const post_settings&, const signed_post&, const std::atomic<bool>& stopped);

/// On this machine itself: where nobody else listens.
bool is_loopback(std::string_view url);

} // namespace kod::app
