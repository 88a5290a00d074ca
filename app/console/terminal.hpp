#pragma once

#include "app/console/screen.hpp"

#include <chrono>

namespace kod::app::console {

/// The whole terminal, while this lives. There is one.
class terminal {
public:
  terminal();
  ~terminal();
  terminal(const terminal&) = delete;
  terminal& operator=(const terminal&) = delete;

  screen_size size() const;
  void draw(const std::vector<line>&);
  /// Waits for a key, so long at most. A change of the terminal's size is `none`, at once.
  key next_key(std::chrono::milliseconds longest);
};

/// Both what is read from and what is written to are one.
bool is_interactive();

} // namespace kod::app::console
