#pragma once

#include "model/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kod::http {

/// So many in such a time: `20/m`. Its units are `s`, `m` and `h`.
struct rate {
  std::uint32_t most = 0;
  model::duration per{};
};

/// Nothing where it is neither a rate nor `off`; a rate of none is `off`.
std::optional<std::optional<rate>> read_rate(std::string_view);

/// A token bucket for each address: `most` at once, then one after every `per / most`. An IPv6
/// address stands for its /64, which one client has whole. For one thread.
class rate_limit {
public:
  rate_limit(std::optional<rate>, model::clock);

  /// Takes one token, or answers the seconds until there is one.
  std::optional<std::chrono::seconds> take(const std::string& address);

private:
  void forget(model::instant now);

  std::optional<rate> rate_;
  model::clock now_;
  // A bucket is one instant: when it will be full again. Full ones needn't be here.
  std::unordered_map<std::string, model::instant> full_at_;
};

} // namespace kod::http
