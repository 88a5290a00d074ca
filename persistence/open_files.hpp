#pragma once

#include <cstddef>

namespace kod::persistence {

/// The store holds no more files open than this: what clients may use up is known then. A table
/// has 32 MiB and more, so that these are enough for what is read at the same time.
inline constexpr std::size_t most_open_files = 256;

} // namespace kod::persistence
