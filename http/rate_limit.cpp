#include "http/rate_limit.hpp"

#include "http/limits.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <charconv>

namespace kod::http {

namespace {

std::optional<model::duration> unit_of(std::string_view text) {
  if (text == "s")
    return std::chrono::seconds{1};
  if (text == "m")
    return std::chrono::minutes{1};
  if (text == "h")
    return std::chrono::hours{1};
  return std::nullopt;
}

std::string client_of(const std::string& address) {
  namespace ip = boost::asio::ip;
  boost::system::error_code problem;
  const auto parsed = ip::make_address(address, problem);
  if (problem || parsed.is_v4())
    return address;
  const auto bytes = parsed.to_v6().to_bytes();
  return {bytes.begin(), bytes.begin() + 8};
}

} // namespace

std::optional<std::optional<rate>> read_rate(std::string_view text) {
  if (text == "off")
    return std::optional<rate>{};
  rate read;
  const auto* end = text.data() + text.size();
  const auto [rest, problem] = std::from_chars(text.data(), end, read.most);
  if (problem != std::errc{} || rest == end || *rest != '/' || read.most == 0)
    return std::nullopt;
  const auto unit = unit_of({rest + 1, end});
  if (!unit || read.most > 1'000'000)
    return std::nullopt;
  read.per = *unit;
  return std::optional{read};
}

rate_limit::rate_limit(std::optional<rate> rate, model::clock now)
  : rate_{rate}, now_{std::move(now)} {}

std::optional<std::chrono::seconds> rate_limit::take(const std::string& address) {
  if (!rate_)
    return std::nullopt;
  const auto now = now_();
  if (full_at_.size() >= limits::rated_addresses)
    forget(now);
  // In units of a millisecond a fast rate would have no interval: it is rounded up to one.
  const auto interval = std::max(rate_->per / rate_->most, model::duration{1});
  auto& full_at = full_at_.try_emplace(client_of(address), now).first->second;
  const auto next = std::max(full_at, now) + interval;
  if (next - now <= interval * rate_->most) {
    full_at = next;
    return std::nullopt;
  }
  return std::chrono::ceil<std::chrono::seconds>(next - now - interval * rate_->most);
}

/// Frees memory. With so many addresses at once none of them is the trouble.
void rate_limit::forget(model::instant now) {
  std::erase_if(full_at_, [&](const auto& bucket) { return bucket.second <= now; });
  if (full_at_.size() > limits::rated_addresses / 2)
    full_at_.clear();
}

} // namespace kod::http
