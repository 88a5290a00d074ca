#include "http/response_text.hpp"

#include <array>
#include <charconv>
#include <ctime>
#include <string_view>

namespace kod::http {

namespace {

std::string_view reason_of(unsigned status) {
  switch (status) {
  case 200: return "OK";
  case 201: return "Created";
  case 204: return "No Content";
  case 302: return "Found";
  case 303: return "See Other";
  case 304: return "Not Modified";
  case 400: return "Bad Request";
  case 401: return "Unauthorized";
  case 403: return "Forbidden";
  case 404: return "Not Found";
  case 405: return "Method Not Allowed";
  case 408: return "Request Timeout";
  case 409: return "Conflict";
  case 412: return "Precondition Failed";
  case 413: return "Content Too Large";
  case 415: return "Unsupported Media Type";
  case 422: return "Unprocessable Content";
  case 429: return "Too Many Requests";
  case 431: return "Request Header Fields Too Large";
  case 500: return "Internal Server Error";
  case 503: return "Service Unavailable";
  default: return "Status";
  }
}

/// Written anew once a second.
std::string_view date_now() {
  thread_local std::time_t written = 0;
  thread_local std::array<char, 40> text{};
  thread_local std::size_t size = 0;
  const auto now = std::time(nullptr);
  if (now != written) {
    std::tm parts{};
    gmtime_r(&now, &parts);
    size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    written = now;
  }
  return {text.data(), size};
}

void append_number(std::string& to, std::size_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  to.append(digits.data(), end);
}

void append_field(std::string& to, std::string_view name, std::string_view value) {
  if (value.find_first_of(std::string_view{"\r\n\0", 3}) != value.npos)
    return; // It would go on as a field or a response of somebody else's making.
  to.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

void append(std::string& to, const response& answer, const framing& how) {
  to.append("HTTP/1.1 ");
  append_number(to, answer.status);
  to.append(" ").append(reason_of(answer.status));
  to.append("\r\nDate: ").append(date_now());
  to.append("\r\nX-Content-Type-Options: nosniff\r\n");
  if (!how.request_id.empty())
    append_field(to, "X-Request-Id", how.request_id);
  bool cacheable = false;
  for (const auto& [name, value] : answer.headers) {
    cacheable = cacheable || name == "Cache-Control";
    append_field(to, name, value);
  }
  if (!cacheable)
    to.append("Cache-Control: no-store\r\n");
  if (!answer.content_type.empty() && answer.status != 204)
    append_field(to, "Content-Type", answer.content_type);
  if (!answer.stream && answer.status != 204 && answer.status != 304) {
    to.append("Content-Length: ");
    append_number(to, answer.body.size());
    to.append("\r\n");
  }
  if (!how.keep_alive)
    to.append("Connection: close\r\n");
  to.append("\r\n");
  if (!how.without_body && answer.status != 204 && answer.status != 304)
    to.append(answer.body);
}

} // namespace kod::http
