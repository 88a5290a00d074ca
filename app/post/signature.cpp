#include "app/post/signature.hpp"

#include <array>
#include <sodium.h>

namespace kod::app {

namespace {

constexpr std::string_view secret_prefix = "whsec_";
constexpr std::size_t shortest_key = 24, longest_key = 64;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

std::optional<std::string> key_of_secret(std::string_view secret) {
  if (!secret.starts_with(secret_prefix))
    return std::nullopt;
  secret.remove_prefix(secret_prefix.size());
  std::string key(secret.size(), '\0');
  std::size_t size = 0;
  const int failed = sodium_base642bin(
    reinterpret_cast<unsigned char*>(key.data()),
    key.size(),
    secret.data(),
    secret.size(),
    nullptr,
    &size,
    nullptr,
    sodium_base64_VARIANT_ORIGINAL);
  if (failed != 0 || size < shortest_key || size > longest_key)
    return std::nullopt;
  key.resize(size);
  return key;
}

std::string webhook_signature(
  const std::string& key, std::string_view id, std::string_view timestamp, std::string_view body) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  for (const auto part : {id, std::string_view{"."}, timestamp, std::string_view{"."}, body})
    crypto_auth_hmacsha256_update(&state, bytes_of(part), part.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
  crypto_auth_hmacsha256_final(&state, mac.data());
  std::string text(sodium_base64_ENCODED_LEN(mac.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(
    text.data(), text.size(), mac.data(), mac.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back(); // Its terminating zero.
  return "v1," + text;
}

} // namespace kod::app
