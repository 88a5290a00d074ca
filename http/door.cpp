#include "http/door.hpp"

#include "http/problem.hpp"

#include <atomic>
#include <mutex>
#include <utility>

namespace kod::http {

class door::ledger {
public:
  ledger(const credits::bounds& bounds, model::clock now)
    : credits_{bounds}, now_{std::move(now)} {}

  bool take(errand what) {
    const std::scoped_lock lock{mutex_};
    return credits_.take(what, now_());
  }
  void give_back(errand what, bool done) {
    const std::scoped_lock lock{mutex_};
    credits_.give_back(what, done, now_());
  }
  std::size_t inside(errand what) const {
    const std::scoped_lock lock{mutex_};
    return credits_.under_way(what);
  }

private:
  mutable std::mutex mutex_;
  credits credits_;
  model::clock now_;
};

/// Given back once: with the answer, or when nobody can answer any more.
class door::credit {
public:
  credit(std::shared_ptr<ledger> from, errand what) : from_{std::move(from)}, what_{what} {}
  ~credit() { settle(false); }
  credit(const credit&) = delete;
  credit& operator=(const credit&) = delete;

  void settle(bool done) {
    if (!settled_.exchange(true))
      from_->give_back(what_, done);
  }

private:
  std::shared_ptr<ledger> from_;
  errand what_;
  std::atomic<bool> settled_{false};
};

door::door(const credits::bounds& bounds, model::clock now)
  : ledger_{std::make_shared<ledger>(bounds, std::move(now))} {}

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
      paid->settle(given.status < 300);
      answer(std::move(given));
    });
  };
  return admitted;
}

std::size_t door::inside(errand what) const {
  return ledger_->inside(what);
}

} // namespace kod::http
