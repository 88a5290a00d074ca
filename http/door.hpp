#pragma once

#include "http/application.hpp"
#include "http/credits.hpp"
#include "http/machine_figures.hpp"
#include "model/clock.hpp"

#include <chrono>
#include <functional>
#include <memory>

namespace kod::http {

/// Lets in as much as the engine can do, and tells the rest `overloaded` before it is even read:
/// nothing is stored then. May be used from any thread.
class door {
public:
  using stopwatch = std::function<std::chrono::steady_clock::time_point()>;

  door(const credits::bounds&, model::clock, stopwatch = std::chrono::steady_clock::now);

  /// The same, with a credit taken when the request is whole and given back with its answer: not
  /// when the client stops waiting for it, since the work is still there.
  admission watch(admission) const;

  /// How much is under way.
  std::size_t inside(errand) const;
  door_figures figures() const;

private:
  class ledger;
  class credit;

  std::shared_ptr<ledger> ledger_; // Answers may come when the door is gone.
};

} // namespace kod::http
