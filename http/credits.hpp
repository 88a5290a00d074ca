#pragma once

#include "http/errand.hpp"
#include "model/ids.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

// How much may be under way in the engine at once. Actors' mailboxes have no bound: what passes
// the door is the bound. Values without a clock or lock; http/door.hpp has both.

namespace kod::http {

/// How many were done a second, at the best of late: what the engine can do as long as it isn't
/// asked for less. Windows are counted whole.
class pace {
public:
  static constexpr model::duration window = std::chrono::milliseconds{500};
  static constexpr std::size_t remembered = 8; // Windows.

  void count(model::instant now);
  double per_second(model::instant now) const;

private:
  std::int64_t newest_ = 0; // Number of the window that is being counted.
  std::array<std::uint32_t, remembered + 1> counted_{};
};

/// At least `least` may be under way, so that a pause is no reason to refuse what comes then; at
/// most `most`; and between them what the engine does in `queue`, so that nobody who was let in
/// waits much longer.
struct credit_bound {
  std::size_t least = 0;
  std::size_t most = 0;
  model::duration queue{};
};

/// One bound for each errand, and none can use up another's.
class credits {
public:
  using bounds = std::array<credit_bound, errands>;

  explicit credits(const bounds&);

  /// False: there are as many under way as may be.
  bool take(errand, model::instant now);
  /// Once for each that was taken. `done`: the engine did what it was asked.
  void give_back(errand, bool done, model::instant now);

  std::size_t under_way(errand) const;
  std::size_t bound(errand, model::instant now) const;

private:
  struct row {
    credit_bound bound;
    pace done;
    std::size_t under_way = 0;
  };
  row& of(errand what) { return rows_[static_cast<std::size_t>(what)]; }
  const row& of(errand what) const { return rows_[static_cast<std::size_t>(what)]; }

  std::array<row, errands> rows_{};
};

} // namespace kod::http
