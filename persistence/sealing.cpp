#include "persistence/sealing.hpp"

#include <array>
#include <sodium.h>

namespace kod::persistence {

namespace {

constexpr std::size_t key_id_size = 4;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t overhead = key_id_size + nonce_size + tag_size;
static_assert(secret::size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

unsigned char* raw(char* bytes) {
  return reinterpret_cast<unsigned char*>(bytes);
}
const unsigned char* raw(const char* bytes) {
  return reinterpret_cast<const unsigned char*>(bytes);
}

std::string keyed_hash(const secret& key, std::string_view text) {
  std::string result(crypto_generichash_BYTES_MIN, '\0');
  ::crypto_generichash(
    raw(result.data()), result.size(), raw(text.data()), text.size(), key.data(), secret::size);
  return result;
}

[[noreturn]] void refuse(std::string_view record_key, const char* why) {
  throw model::journal_failure{"sealed record " + std::string{record_key} + ": " + why};
}

} // namespace

sealing::sealing(const installation_key& installation)
  : key_{installation.derive(key_use::sealing)},
    key_id_{keyed_hash(key_, "key id").substr(0, key_id_size)} {}

std::string sealing::seal(std::string_view record_key, std::string_view plain) const {
  auto result = key_id_;
  result.resize(overhead + plain.size());
  auto* const nonce = raw(result.data()) + key_id_size;
  ::randombytes_buf(nonce, nonce_size);
  ::crypto_aead_xchacha20poly1305_ietf_encrypt(
    nonce + nonce_size,
    nullptr,
    raw(plain.data()),
    plain.size(),
    raw(record_key.data()),
    record_key.size(),
    nullptr,
    nonce,
    key_.data());
  return result;
}

std::string sealing::open(std::string_view record_key, std::string_view sealed) const {
  if (sealed.size() < overhead)
    refuse(record_key, "it is too short");
  if (!sealed.starts_with(key_id_))
    refuse(record_key, "it was sealed under another key");
  const auto* const nonce = raw(sealed.data()) + key_id_size;
  std::string result(sealed.size() - overhead, '\0');
  const auto failed = ::crypto_aead_xchacha20poly1305_ietf_decrypt(
    raw(result.data()),
    nullptr,
    nullptr,
    nonce + nonce_size,
    sealed.size() - key_id_size - nonce_size,
    raw(record_key.data()),
    record_key.size(),
    nonce,
    key_.data());
  if (failed != 0)
    refuse(record_key, "it is damaged, or lies under another name");
  return result;
}

keyed_fingerprints::keyed_fingerprints(const installation_key& installation)
  : key_{installation.derive(key_use::fingerprints)} {}

std::string keyed_fingerprints::of(std::string_view text) const {
  const auto hash = keyed_hash(key_, text);
  std::string result(2 * hash.size() + 1, '\0');
  ::sodium_bin2hex(result.data(), result.size(), raw(hash.data()), hash.size());
  result.pop_back(); // The library's closing zero.
  return result;
}

} // namespace kod::persistence
