#include "app/new_token.hpp"

#include <chrono>
#include <string_view>
#include <utility>

namespace kod::app {

http::tokens tokens_of(const persistence::installation_key& key, model::clock now) {
  const auto secret = key.derive(persistence::key_use::tokens);
  return http::tokens{
    std::string_view{reinterpret_cast<const char*>(secret.data()), persistence::secret::size},
    std::move(now)};
}

model::instant wall_time() {
  return std::chrono::floor<model::duration>(std::chrono::system_clock::now());
}

} // namespace kod::app
