#pragma once

#include "model/outbox_records.hpp"

#include <functional>

namespace kod::model {

/// The port of what leaves the machine: e-mail and webhooks. Its real form is app/post.
class postman {
public:
  virtual ~postman() = default;
  virtual bool carries(channel) const = 0;
  /// Returns at once. `done` is called once, on any thread, unless the postman is stopped before.
  virtual void deliver(const outbox_entry&, std::function<void(const delivery&)> done) = 0;
};

} // namespace kod::model
