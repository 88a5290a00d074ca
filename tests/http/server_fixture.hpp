#pragma once

#include "http/problem.hpp"
#include "http/server.hpp"
#include "tests/http/raw_client.hpp"

#include <gtest/gtest.h>

#include <future>
#include <mutex>
#include <optional>
#include <thread>

namespace kod::tests {

/// Tells what it was asked; `/later` is answered when the test says so.
class Server : public testing::Test {
protected:
  ~Server() override {
    answer_later(); // Or the stop would wait for it.
  }

  http::admission admit(const http::request& head) {
    if (head.path == "/refused")
      return {.refusal = http::problem(http::code::not_found)};
    if (head.path == "/throws")
      return {.serve = [](const auto&, const auto&) { throw std::runtime_error{"oh"}; }};
    if (head.path == "/forgets")
      return {.serve = [](const auto&, const auto&) {}};
    if (head.path == "/later")
      return {
        .serve = [this](const auto&, http::respond answer) { keep(std::move(answer)); },
        .errand = head.method == http::method::get ? http::errand::look : http::errand::order};
    if (head.path == "/long")
      return {
        .body_limit = http::limits::csv_body,
        .serve = [this](const auto&, http::respond answer) { keep(std::move(answer)); }};
    if (head.path == "/soon")
      return {.serve = [](const auto&, http::respond answer) {
        std::thread{[answer = std::move(answer)] { answer({}); }}.detach();
      }};
    if (head.path == "/large")
      return {.serve = [](const auto&, const http::respond& answer) {
        answer({.body = std::string(http::limits::gathered_bytes - 1000, 'x')});
      }};
    if (head.path == "/headers")
      return {.serve = [](const http::request& given, const http::respond& answer) {
        answer({.body = given.header("Trailer-Of-Mine") ? "believed" : "ignored"});
      }};
    return {
      .body_limit = head.path == "/big" ? 200'000u : http::limits::json_body,
      .serve = [](const http::request& asked, const http::respond& answer) {
        answer({.content_type = "text/plain", .body = asked.path + "<" + asked.body + ">"});
      }};
  }

  std::string start(const http::server_options& options = {}) {
    server.emplace(options, [this](const http::request& head) { return admit(head); });
    return server->listen("127.0.0.1:0");
  }

  void keep(http::respond answer) {
    const std::scoped_lock lock{mutex};
    later = std::move(answer);
    was_asked.set_value();
  }
  void answer_later() {
    http::respond answer;
    {
      const std::scoped_lock lock{mutex};
      answer.swap(later);
    }
    if (answer)
      std::thread{[&] { answer({.body = "at last"}); }}.join();
  }

  std::mutex mutex;
  http::respond later;
  std::promise<void> was_asked;
  std::optional<http::server> server;
};

} // namespace kod::tests
