#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

// What every fuzz target shares: how it is given its bytes, and how it says that a claim is broken.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace kod::tests {

/// Ends the process where `holds` is false: the fuzzer then keeps the input.
inline void must(bool holds, const char* claim) {
  if (holds)
    return;
  std::fprintf(stderr, "it does not hold that %s\n", claim);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

} // namespace kod::tests
