#pragma once

#include "app/settings.hpp"
#include "app/wiring/ground.hpp"
#include "http/tokens.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace kod::app {

/// The engine and all round it: the data folder's key and journal, the actors, the HTTP server.
/// What comes later in that list needs what comes earlier, so it is made in this order and taken
/// down in the other one.
class house {
public:
  /// Opens the folder and recovers. `recovered` is told how many entities were read so far. The
  /// ground stays. Throws where the folder is in use, damaged or not ours.
  house(ground&, const settings&, std::function<void(std::uint64_t)> recovered);
  /// Drains and closes.
  ~house();
  house(const house&) = delete;
  house& operator=(const house&) = delete;

  /// Serves from now on; answers the real address. Throws `std::system_error`.
  std::string listen();
  /// The same for `--metrics-listen`; empty where that wasn't given.
  std::string listen_for_metrics();

  const http::tokens& tokens() const;

private:
  struct floors;
  std::unique_ptr<floors> floors_;
};

} // namespace kod::app
