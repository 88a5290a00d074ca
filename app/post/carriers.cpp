#include "app/post/carriers.hpp"

#include "app/post/smtp_talk.hpp"

#include <algorithm>
#include <cstring>
#include <curl/curl.h>
#include <memory>
#include <string_view>

namespace kod::app {

namespace {

constexpr long connect_seconds = 10;
constexpr long whole_seconds = 30;

struct curl_closer {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct list_closer {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using curl_handle = std::unique_ptr<CURL, curl_closer>;
using curl_lines = std::unique_ptr<curl_slist, list_closer>;

void append(curl_lines& to, const std::string& line) {
  to.reset(curl_slist_append(to.release(), line.c_str()));
}

std::size_t ignore(const char*, std::size_t size, std::size_t count, void*) {
  return size * count; // What a server says may hold an address.
}

int end_if_stopped(void* stopped, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return *static_cast<const std::atomic<bool>*>(stopped) ? 1 : 0;
}

std::size_t read_rest(char* into, std::size_t size, std::size_t count, void* from) {
  auto& rest = *static_cast<std::string_view*>(from);
  const auto taken = std::min(rest.size(), size * count);
  std::memcpy(into, rest.data(), taken);
  rest.remove_prefix(taken);
  return taken;
}

int overhear(CURL*, curl_infotype what, char* line, std::size_t size, void* to) {
  auto& talk = *static_cast<smtp_talk*>(to);
  if (what == CURLINFO_HEADER_OUT)
    talk.sent({line, size});
  else if (what == CURLINFO_HEADER_IN)
    talk.heard({line, size});
  return 0;
}

curl_handle
prepared(const std::string& url, const post_settings& given, const std::atomic<bool>& stopped) {
  curl_handle curl{curl_easy_init()};
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L); // Threads and its alarm don't go together.
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, whole_seconds);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, ignore);
  curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, end_if_stopped);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &stopped);
  if (!given.trusted_ca.empty())
    curl_easy_setopt(curl.get(), CURLOPT_CAINFO, given.trusted_ca.c_str());
  return curl;
}

std::string words_for(CURLcode code) {
  switch (code) {
  case CURLE_COULDNT_RESOLVE_HOST: return "the server's name is unknown";
  case CURLE_COULDNT_CONNECT: return "no connection to the server";
  case CURLE_OPERATION_TIMEDOUT: return "the server took too long";
  case CURLE_USE_SSL_FAILED: return "the server speaks no TLS";
  case CURLE_PEER_FAILED_VERIFICATION: return "the server's certificate isn't trusted";
  case CURLE_SSL_CONNECT_ERROR: return "TLS failed";
  case CURLE_LOGIN_DENIED: return "the server refused user or password";
  case CURLE_ABORTED_BY_CALLBACK: return "the engine was stopped";
  default: return "the exchange with the server broke off (curl " + std::to_string(code) + ")";
  }
}

} // namespace

bool is_loopback(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == url.npos)
    return false;
  const auto host = url.substr(scheme + 3);
  return std::ranges::any_of(
    std::initializer_list<std::string_view>{"127.0.0.1", "localhost", "[::1]"},
    [&](std::string_view name) {
      const auto rest = host.substr(std::min(name.size(), host.size()));
      return host.starts_with(name) && (rest.empty() || rest[0] == ':' || rest[0] == '/');
    });
}

model::delivery send_mail(
  const post_settings& given,
  const std::string& to,
  const std::string& message,
  const std::atomic<bool>& stopped) {
  const auto curl = prepared(given.smtp_url, given, stopped);
  curl_lines recipients;
  append(recipients, '<' + to + '>');
  std::string_view rest{message};
  const long tls = is_loopback(given.smtp_url) ? CURLUSESSL_TRY : CURLUSESSL_ALL;
  curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, tls);
  if (!given.smtp_user.empty()) {
    curl_easy_setopt(curl.get(), CURLOPT_USERNAME, given.smtp_user.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, given.smtp_password.c_str());
  }
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ('<' + given.mail_from + '>').c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, read_rest);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &rest);
  smtp_talk talk; // What a failure was about, libcurl doesn't tell: the same for MAIL and RCPT.
  curl_easy_setopt(curl.get(), CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_DEBUGFUNCTION, overhear);
  curl_easy_setopt(curl.get(), CURLOPT_DEBUGDATA, &talk);
  const auto code = curl_easy_perform(curl.get());
  if (code == CURLE_OK)
    return {.done = true};
  if (talk.refused())
    return {.for_good = talk.refused_for_good(), .error = talk.words()};
  return {.error = words_for(code)};
}

model::delivery send_webhook(
  const post_settings& given, const signed_post& what, const std::atomic<bool>& stopped) {
  const auto curl = prepared(given.webhook_url, given, stopped);
  curl_lines headers;
  append(headers, "Content-Type: application/json");
  append(headers, "webhook-id: " + what.id);
  append(headers, "webhook-timestamp: " + what.timestamp);
  append(headers, "webhook-signature: " + what.signature);
  append(headers, "Expect:");
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(
    curl.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(what.body.size()));
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, what.body.c_str());
  const auto code = curl_easy_perform(curl.get());
  if (code != CURLE_OK)
    return {.error = words_for(code)};
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status >= 200 && status < 300)
    return {.done = true};
  return {.error = "the webhook answered " + std::to_string(status)};
}

} // namespace kod::app
