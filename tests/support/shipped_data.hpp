#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace kod::tests {

/// A file of data/, whole.
inline std::string shipped(const std::string& name) {
  std::ifstream file{"data/" + name, std::ios::binary};
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace kod::tests
