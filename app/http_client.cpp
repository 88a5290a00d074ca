#include "app/http_client.hpp"

#include <curl/curl.h>
#include <ostream>
#include <stdexcept>
#include <utility>

namespace kod::app {

namespace {

/// Where the body of an answer goes.
struct destination {
  CURL* from = nullptr;
  std::string& kept;
  std::ostream* copied = nullptr; // Of a 200, where there is one.
};

std::size_t pass_on(const char* bytes, std::size_t, std::size_t count, void* into) {
  const auto& to = *static_cast<destination*>(into);
  long status = 0;
  curl_easy_getinfo(to.from, CURLINFO_RESPONSE_CODE, &status);
  if (!to.copied || status != 200) {
    to.kept.append(bytes, count);
    return count;
  }
  return to.copied->write(bytes, static_cast<std::streamsize>(count)) ? count : 0;
}

struct handle_deleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct headers_deleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using headers = std::unique_ptr<curl_slist, headers_deleter>;

void add_header(headers& to, const std::string& line) {
  to.reset(curl_slist_append(to.release(), line.c_str()));
}

} // namespace

struct http_client::state {
  std::string server;
  std::string token;
  std::unique_ptr<CURL, handle_deleter> handle{curl_easy_init()};

  http_answer
  ask(const std::string& path, const char* content_type, std::ostream* copy_to = nullptr);
};

http_answer
http_client::state::ask(const std::string& path, const char* content_type, std::ostream* copy_to) {
  http_answer result;
  headers lines;
  if (!token.empty())
    add_header(lines, "Authorization: Bearer " + token);
  if (content_type)
    add_header(lines, std::string{"Content-Type: "} + content_type);
  add_header(lines, "Expect:"); // Its second round trip would save us nothing.
  auto* const curl = handle.get();
  curl_easy_setopt(curl, CURLOPT_URL, (server + path).c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines.get());
  destination body{curl, result.body, copy_to};
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, pass_on);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L); // Threads and its alarm don't go together.
  const auto code = curl_easy_perform(curl);
  if (code != CURLE_OK)
    throw std::runtime_error{"no answer from " + server + ": " + curl_easy_strerror(code)};
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &result.status);
  curl_easy_reset(curl); // The connection stays.
  return result;
}

http_client::http_client(std::string server, std::string token)
  : state_{std::make_unique<state>()} {
  while (server.ends_with('/'))
    server.pop_back();
  state_->server = std::move(server);
  state_->token = std::move(token);
}

http_client::~http_client() = default;
http_client::http_client(http_client&&) noexcept = default;
http_client& http_client::operator=(http_client&&) noexcept = default;

http_client& http_client::as(std::string token) {
  state_->token = std::move(token);
  return *this;
}

http_answer http_client::get(const std::string& path) {
  return state_->ask(path, nullptr);
}

http_answer http_client::copy(const std::string& path, std::ostream& to) {
  return state_->ask(path, nullptr, &to);
}

http_answer
http_client::send(const std::string& method, const std::string& path, const std::string& json) {
  auto* const curl = state_->handle.get();
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method.c_str());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(json.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, json.c_str());
  return state_->ask(path, "application/json");
}

http_answer http_client::send_csv(const std::string& path, const std::string& csv) {
  auto* const curl = state_->handle.get();
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(csv.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, csv.c_str());
  return state_->ask(path, "text/csv");
}

} // namespace kod::app
