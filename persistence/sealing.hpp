#pragma once

#include "model/journal.hpp"
#include "persistence/installation_key.hpp"

#include <string>
#include <string_view>

namespace kod::persistence {

/// Seals what may identify a person: XChaCha20-Poly1305 under a key of the installation, bound to
/// the name under which the record lies, so that records can't be exchanged. Thread-safe.
///
///     key's id (4 bytes) | nonce (24) | ciphertext and tag
class sealing {
public:
  explicit sealing(const installation_key&);

  std::string seal(std::string_view record_key, std::string_view plain) const;
  /// Throws `model::journal_failure` where it isn't what `seal` made under this key and name.
  std::string open(std::string_view record_key, std::string_view sealed) const;

  /// Which key it is, telling nothing of the key.
  const std::string& key_id() const { return key_id_; }

private:
  secret key_;
  std::string key_id_;
};

/// Keyed BLAKE2b, 16 bytes.
class keyed_fingerprints : public model::fingerprints {
public:
  explicit keyed_fingerprints(const installation_key&);

  std::string of(std::string_view) const override;

private:
  secret key_;
};

} // namespace kod::persistence
