#pragma once

#include <chrono>

namespace kod::http {

/// A time as the API and Prometheus give it.
template <class Duration>
double in_seconds(Duration time) {
  return std::chrono::duration<double>{time}.count();
}

} // namespace kod::http
