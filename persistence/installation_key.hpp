#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <stdexcept>

namespace kod::persistence {

struct key_failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// 32 bytes that are wiped when they are no longer needed.
class secret {
public:
  static constexpr std::size_t size = 32;

  secret() = default;
  secret(const secret&) = default;
  secret& operator=(const secret&) = default;
  ~secret();

  unsigned char* data() { return bytes_.data(); }
  const unsigned char* data() const { return bytes_.data(); }
  bool operator==(const secret&) const = default;

private:
  std::array<unsigned char, size> bytes_{};
};

/// What the installation's key is used for, each under a key of its own. The numbers are part of
/// the derivation: they never change.
enum class key_use : std::uint8_t { sealing = 1, fingerprints = 2, tokens = 3 };

/// The one secret of a data folder: the file `installation.key`, which only its owner may read.
/// Who has it reads everything; whoever loses it has lost what is sealed.
class installation_key {
public:
  /// Reads the folder's key, and makes both where they aren't there yet; of several that make it
  /// at once all get the same one. Throws `key_failure`.
  static installation_key open_or_create(const std::filesystem::path& folder);
  /// Reads it, and throws `key_failure` where there is none.
  static installation_key open(const std::filesystem::path& folder);

  secret derive(key_use) const;

private:
  explicit installation_key(const secret& root) : root_{root} {}

  secret root_;
};

} // namespace kod::persistence
