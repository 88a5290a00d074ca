#include "tests/bench/load.hpp"

#include "tests/bench/wire.hpp"

#include <charconv>
#include <stdexcept>

namespace kod::bench {

namespace {

std::string resident(population& people, std::size_t number) {
  const auto digits = std::to_string(1'000'000 + number % 1'000'000).substr(1);
  return R"({"name":"Bench Resident )" + std::to_string(number) + R"(","phone":"+1502)"
         + std::to_string(2 + number / 1'000'000 % 8) + digits
         + R"(","preferred_contact":"phone","language":")" + people.draw_language() + R"(","zip":")"
         + people.draw_zip() + R"(","consent":{"agreed":true,"text_version":"1"}})";
}

class posting : public client {
public:
  posting(const server_access& to, population& people, tally& sum)
    : to_{to}, people_{people}, sum_{sum} {}

  step next(int status, std::string_view) override {
    if (status != 0)
      ++(status == 201 ? sum_.requests : sum_.refused);
    return {request_bytes("POST", "/v1/requests", to_.intake_token, resident(people_, ++drawn))};
  }

private:
  // Of all clients: a name and a phone are never used twice, nor by those that cycle.
  static inline std::size_t drawn = 50'000'000;

  const server_access& to_;
  population& people_;
  tally& sum_;
};

/// submit -> look until it was offered -> accept -> complete -> submit ...
class cycling : public client {
public:
  cycling(const server_access& to, population& people, tally& sum)
    : to_{to}, people_{people}, sum_{sum} {}

  step next(int status, std::string_view body) override {
    switch (asked_) {
    case asked::nothing: return submit();
    case asked::request: return submitted(status, body);
    case asked::look: return looked(status, body);
    case asked::accept: return accepted(status);
    case asked::complete: return completed(status);
    }
    return {};
  }

private:
  enum class asked : std::uint8_t { nothing, request, look, accept, complete };

  step submit() {
    static std::size_t drawn = 0;
    asked_ = asked::request;
    return {request_bytes("POST", "/v1/requests", to_.intake_token, resident(people_, ++drawn))};
  }
  step submitted(int status, std::string_view body) {
    if (status != 201) {
      auto again = give_up();
      again.after_pause = true; // As it was told.
      return again;
    }
    ++sum_.requests;
    referral_ = "/v1/referrals/" + std::string{member(body, "id")};
    return look();
  }
  step look() {
    asked_ = asked::look;
    return {request_bytes("GET", referral_, to_.operator_token, {}), true};
  }
  step looked(int status, std::string_view body) {
    if (status != 200)
      return give_up();
    ++sum_.looks;
    const auto agent = member(body, "agent_id");
    if (agent.empty() && member(body, "type") == "General")
      return look(); // Not planned yet.
    agent_ = agent.empty() ? anybody() : number_of(agent);
    asked_ = asked::accept;
    sent_ = std::chrono::steady_clock::now();
    return as_agent("/accept", "{}");
  }
  step accepted(int status) {
    const auto took = std::chrono::steady_clock::now() - sent_;
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    sum_.accepts_us.push_back(static_cast<std::uint32_t>(us));
    if (status >= 500)
      ++sum_.accepts_refused;
    if (status != 200) {
      ++sum_.refused;
      return look(); // An offer that came and went, or a Mass agent with no room.
    }
    asked_ = asked::complete;
    return as_agent("/complete", R"({"disposition":"enrolled"})");
  }
  step completed(int status) {
    if (status != 200)
      return give_up();
    ++sum_.cycles;
    return submit();
  }
  step give_up() {
    ++sum_.refused;
    return submit();
  }
  step as_agent(std::string_view verb, std::string_view json) {
    return {
      request_bytes("POST", referral_ + std::string{verb}, to_.agent_tokens.at(agent_), json)};
  }
  std::size_t anybody() { return turn_ = (turn_ + 7919) % to_.agent_tokens.size(); }
  static std::size_t number_of(std::string_view agent) {
    std::size_t result = 0;
    std::from_chars(agent.data() + agent.find('-') + 1, agent.data() + agent.size(), result);
    return result;
  }

  const server_access& to_;
  population& people_;
  tally& sum_;
  asked asked_ = asked::nothing;
  std::string referral_; // Its path.
  std::size_t agent_ = 0;
  std::size_t turn_ = 0;
  std::chrono::steady_clock::time_point sent_{}; // The accept.
};

} // namespace

std::string request_bytes(
  std::string_view method, std::string_view path, std::string_view token, std::string_view json) {
  std::string result;
  result.reserve(512);
  ((result += method) += ' ') += path;
  result += " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ";
  result += token;
  if (method != "GET") {
    result += "\r\nContent-Type: application/json\r\nContent-Length: ";
    result += std::to_string(json.size());
  }
  result += "\r\n\r\n";
  return result += json;
}

std::unique_ptr<client> posting_client(const server_access& to, population& people, tally& sum) {
  return std::make_unique<posting>(to, people, sum);
}

std::unique_ptr<client> cycling_client(const server_access& to, population& people, tally& sum) {
  return std::make_unique<cycling>(to, people, sum);
}

} // namespace kod::bench
