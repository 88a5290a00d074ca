#pragma once

#include <cstddef>
#include <cstdint>

namespace kod::http {

/// What a client wants of the engine, by what may be turned away for it: under load a new request
/// is refused before anything that was promised already suffers.
enum class errand : std::uint8_t {
  health,      // Whether the engine answers: asked by those who would restart it.
  order,       // Goes on with what is there: accept, complete, cancel, an agent's registration.
  look,        // Changes nothing.
  new_request, // Makes more work.
};

inline constexpr std::size_t errands = 4;

} // namespace kod::http
