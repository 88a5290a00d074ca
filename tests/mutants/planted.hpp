#pragma once

#include <string_view>

namespace kod::mutants {

/// The mutant that is on, by its file's name without the ending; empty: none.
inline std::string_view awake;

/// Asked by the planted lines.
inline bool planted(std::string_view name) {
  return awake == name;
}

} // namespace kod::mutants
