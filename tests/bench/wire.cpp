#include "tests/bench/wire.hpp"

#include <arpa/inet.h>
#include <charconv>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>

namespace kod::bench {

response_view read_response(std::string_view text) {
  constexpr std::string_view end_of_headers = "\r\n\r\n";
  constexpr std::string_view length_header = "Content-Length: ";
  const auto headers = text.find(end_of_headers);
  if (headers == text.npos)
    return {};
  response_view result;
  std::from_chars(text.data() + 9, text.data() + 12, result.status);
  std::size_t length = 0;
  if (const auto at = text.substr(0, headers).find(length_header); at != text.npos)
    std::from_chars(text.data() + at + length_header.size(), text.data() + headers, length);
  const auto begin = headers + end_of_headers.size();
  if (text.size() < begin + length)
    return {};
  result.body = text.substr(begin, length);
  result.size = begin + length;
  return result;
}

sockaddr_in parse_address(const std::string& address) {
  sockaddr_in result{};
  result.sin_family = AF_INET;
  const auto colon = address.rfind(':');
  if (
    colon == address.npos
    || inet_pton(AF_INET, address.substr(0, colon).c_str(), &result.sin_addr) != 1)
    throw std::runtime_error{"no address: " + address};
  result.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
  return result;
}

int connect_to(const sockaddr_in& server) {
  const int result = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(result, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0)
    throw std::runtime_error{"cannot connect"};
  const int on = 1;
  ::setsockopt(result, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return result;
}

std::string_view member(std::string_view json, std::string_view name) {
  const auto key = "\"" + std::string{name} + "\":\"";
  const auto at = json.find(key);
  if (at == json.npos)
    return {};
  const auto rest = json.substr(at + key.size());
  return rest.substr(0, rest.find('"'));
}

} // namespace kod::bench
