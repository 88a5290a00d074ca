#include "http/door.hpp"

#include "http/problem.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

namespace kod::http {

void time_figures::add(double one) {
  const auto bucket = std::ranges::lower_bound(bounds, one) - bounds.begin();
  ++counts[static_cast<std::size_t>(bucket)];
  seconds += one;
}

class door::ledger {
public:
  ledger(const credits::bounds& bounds, model::clock now, stopwatch times)
    : time{std::move(times)}, credits_{bounds}, now_{std::move(now)} {}

  const stopwatch time;

  bool take(errand what) {
    const std::scoped_lock lock{mutex_};
    const bool taken = credits_.take(what, now_());
    refused_[static_cast<std::size_t>(what)] += taken ? 0 : 1;
    return taken;
  }
  void give_back(errand what, bool done) {
    const std::scoped_lock lock{mutex_};
    credits_.give_back(what, done, now_());
  }
  void note_time(errand what, std::chrono::duration<double> taken) {
    const std::scoped_lock lock{mutex_};
    times_[static_cast<std::size_t>(what)].add(taken.count());
  }
  std::size_t inside(errand what) const {
    const std::scoped_lock lock{mutex_};
    return credits_.under_way(what);
  }
  door_figures figures() const {
    const std::scoped_lock lock{mutex_};
    door_figures result{.inside = {}, .refused = refused_, .times = times_};
    for (std::size_t each = 0; each < errands; ++each)
      result.inside[each] = credits_.under_way(static_cast<errand>(each));
    return result;
  }

private:
  mutable std::mutex mutex_;
  credits credits_;
  std::array<std::uint64_t, errands> refused_{};
  std::array<time_figures, errands> times_{};
  model::clock now_;
};

/// Given back once: with the answer, or when nobody can answer any more.
class door::credit {
public:
  credit(std::shared_ptr<ledger> from, errand what) : from_{std::move(from)}, what_{what} {}
  ~credit() { settle(false); }
  credit(const credit&) = delete;
  credit& operator=(const credit&) = delete;

  void answer(bool done) {
    if (settle(done))
      from_->note_time(what_, from_->time() - begun_);
  }

private:
  bool settle(bool done) {
    const bool first = !settled_.exchange(true);
    if (first)
      from_->give_back(what_, done);
    return first;
  }

  std::shared_ptr<ledger> from_;
  errand what_;
  std::chrono::steady_clock::time_point begun_{from_->time()};
  std::atomic<bool> settled_{false};
};

door::door(const credits::bounds& bounds, model::clock now, stopwatch time)
  : ledger_{std::make_shared<ledger>(bounds, std::move(now), std::move(time))} {}

admission door::watch(admission admitted) const {
  if (!admitted.serve)
    return admitted;
  admitted.serve = [ledger = ledger_,
                    what = admitted.errand,
                    shown = admitted.shown,
                    serve = std::move(admitted.serve)](request asked, const respond& answer) {
    static const auto full = problem(code::overloaded);
    if (!ledger->take(what))
      return answer(shown ? shown(asked, full) : full);
    const auto paid = std::make_shared<credit>(ledger, what);
    serve(std::move(asked), [paid, answer](response given) {
      paid->answer(given.status < 300);
      answer(std::move(given));
    });
  };
  return admitted;
}

std::size_t door::inside(errand what) const {
  return ledger_->inside(what);
}

door_figures door::figures() const {
  return ledger_->figures();
}

} // namespace kod::http
