#include "app/new_ids.hpp"

#include <array>
#include <cstdint>
#include <sodium.h>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace kod::app {

namespace {

// Crockford's: no i, l, o, u, so that an id can be read out over the phone.
constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";

} // namespace

model::id_source new_ids(std::string prefix) {
  if (sodium_init() < 0)
    throw std::runtime_error{"libsodium found no source of randomness"};
  return [prefix = std::move(prefix)] {
    std::array<std::uint8_t, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    auto result = prefix;
    std::uint32_t pending = 0;
    int bits = 0;
    for (const auto byte : bytes) {
      pending = pending << 8 | byte;
      for (bits += 8; bits >= 5; bits -= 5)
        result += letters[pending >> (bits - 5) & 31];
    }
    return result += letters[pending << (5 - bits) & 31];
  };
}

} // namespace kod::app
