#pragma once

#include "model/postman.hpp"
#include "tests/simulation/chance.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace kod::simulation {

/// What leaves the engine: mail servers and receivers of webhooks. What is handed to it arrives or
/// doesn't, and the engine hears of that later, wrongly or never, as the seed has it.
class post_office final : public model::postman {
public:
  /// An attempt that the engine was told of, and won't make again.
  struct settled {
    model::outbox_entry entry;
    model::instant told_at{};
  };

  post_office(chance& luck, model::clock now) : luck_{luck}, now_{std::move(now)} {}

  bool carries(model::channel) const override { return true; }

  void deliver(
    const model::outbox_entry& entry, std::function<void(const model::delivery&)> done) override {
    on_their_way_.push_back({entry, std::move(done)});
  }

  /// One of those on their way comes to its end. False: none is.
  bool bring_one() {
    if (on_their_way_.empty())
      return false;
    const auto next =
      on_their_way_.begin() + static_cast<std::ptrdiff_t>(luck_.below(on_their_way_.size()));
    auto one = std::move(*next);
    on_their_way_.erase(next);
    const auto how = broken_ ? luck_.below(100) : 0;
    if (how < 85)
      arrive(one.entry);
    const auto told = answer(how);
    if (told.done || told.skipped)
      settled_.push_back({one.entry, now_()});
    one.done(told);
    return true;
  }

  /// The engine ends. Of what is on its way half arrives all the same, and nobody is told.
  void cut_off() {
    for (const auto& each : std::exchange(on_their_way_, {}))
      if (luck_.percent(50))
        arrive(each.entry);
  }

  /// From now on everything arrives.
  void mend() { broken_ = false; }

  std::uint64_t arrivals() const { return arrivals_; }
  std::vector<model::outbox_entry> take_arrived() { return std::exchange(arrived_, {}); }
  std::vector<settled> take_settled() { return std::exchange(settled_, {}); }

private:
  struct letter {
    model::outbox_entry entry;
    std::function<void(const model::delivery&)> done;
  };

  void arrive(const model::outbox_entry& entry) {
    arrived_.push_back(entry);
    ++arrivals_;
  }

  /// The first of these have arrived: some of them without a word of it.
  static model::delivery answer(std::size_t how) {
    if (how < 75)
      return {.done = true};
    if (how < 94)
      return {.done = false, .error = "no answer"};
    if (how < 97)
      return {.done = false, .for_good = true, .error = "refused"};
    return {.done = false, .skipped = true};
  }

  chance& luck_;
  model::clock now_;
  bool broken_ = true;
  std::uint64_t arrivals_ = 0;
  std::vector<letter> on_their_way_;
  std::vector<model::outbox_entry> arrived_;
  std::vector<settled> settled_;
};

} // namespace kod::simulation
