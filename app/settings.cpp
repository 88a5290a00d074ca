#include "app/settings.hpp"

#include "app/post/post_flags.hpp"
#include "http/programme_reader.hpp"
#include "http/rate_limit.hpp"
#include "http/strict_json.hpp"
#include "model/text_forms.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>

namespace kod::app {

namespace {

using namespace std::chrono_literals;

// Beyond a year a duration is a slip of the hand.
constexpr model::duration longest = 24h * 366;

void add_windows(CLI::App& app, model::dispatch_settings& to) {
  add_duration(
    app, {"--offer-window", &to.offer_window, 1ms, "how long an offer waits for its answer"});
  add_duration(
    app, {"--callback-promise", &to.callback_promise, 1ms, "by when a resident is called"});
  add_duration(
    app, {"--callback-reserve", &to.callback_reserve, 0ms, "what an agent needs to call"});
}

/// To be made a number of bytes; a unit alone CLI11 would take for none.
std::string read_size(std::string& text) {
  const bool begins_with_a_digit = !text.empty() && text.front() >= '0' && text.front() <= '9';
  return begins_with_a_digit ? CLI::AsSizeValue{true}(text) : "'" + text + "' is no size like 1GB";
}

void add_floor(CLI::App& app, std::uint64_t& to) {
  app.add_option("--storage-floor", to, "free space below which nothing new is taken; 0: none")
    ->type_name("SIZE")
    ->default_str("1GB")
    ->transform(CLI::Validator{read_size, ""});
}

void add_count(CLI::App& app, const char* name, std::uint32_t& to, const char* says) {
  app.add_option(name, to, says)
    ->capture_default_str()
    ->check(CLI::Range(std::uint32_t{1}, std::uint32_t{1'000'000}));
}

void add_weight(CLI::App& app, const char* name, std::uint32_t& to, const char* says) {
  app.add_option(name, to, says)
    ->capture_default_str()
    ->check(CLI::Range(std::uint32_t{0}, std::uint32_t{1'000'000}));
}

// As CLI11 wants it: what is wrong with the text, or nothing.

std::string check_address(const std::string& text) {
  const auto colon = text.rfind(':');
  const auto digits = colon == text.npos ? std::string{} : text.substr(colon + 1);
  const auto* const end = digits.data() + digits.size();
  std::uint16_t port = 0;
  const auto [rest, problem] = std::from_chars(digits.data(), end, port);
  if (colon > 0 && problem == std::errc{} && rest == end)
    return {};
  return "'" + text + "' is no address and port like 127.0.0.1:8080";
}

std::string check_rate(const std::string& text) {
  if (http::read_rate(text))
    return {};
  return "'" + text + "' is no rate like 20/m, and not `off`";
}

model::duration read_duration(const duration_flag& flag, const std::string& text) {
  const auto parsed = model::parse_duration(text);
  if (!parsed || *parsed < flag.least || *parsed > longest)
    throw CLI::ValidationError{
      flag.name,
      "'" + text + "' is no duration like 500ms, 20s, 15m or 2h from "
        + model::format_duration(flag.least) + " to a year"};
  return *parsed;
}

void add_backups(CLI::App& app, settings& to) {
  auto& rules = to.backups;
  app.add_option("--backup-dir", to.backup_dir, "where backups are kept, best on another disk")
    ->type_name("DIR");
  static constexpr duration_flag every{"--backup-every", nullptr, 1s, {}};
  const auto take_every = [&rules](const std::string& text) {
    rules.every = text == "off" ? std::nullopt : std::optional{read_duration(every, text)};
  };
  app
    .add_option_function<std::string>(
      every.name, take_every, "how often one is made by itself, or `off`")
    ->type_name("DURATION")
    ->default_str(model::format_duration(*rules.every));
  add_count(app, "--backup-keep", rules.keep, "how many are kept");
  add_duration(
    app, {"--backup-keep-for", &rules.keep_for, 1s, "how long one is kept; the newest always is"});
}

/// Throws CLI::ValidationError.
model::programme read_programme(const std::string& path) {
  const auto refuse = [&](const std::string& why) {
    throw CLI::ValidationError{"--programme-hours", path + ": " + why};
  };
  std::ifstream file{path};
  if (!file)
    refuse("it can't be read, and is not the word always");
  const std::string text{std::istreambuf_iterator{file}, {}};
  const auto json = http::read_json(text);
  if (!json)
    refuse("it is no JSON");
  http::complaints wrong;
  auto result = http::read_programme_file(*json, wrong);
  if (!wrong.none())
    refuse(wrong.all().front().pointer + ": " + wrong.all().front().detail);
  return result;
}

} // namespace

void add_duration(CLI::App& app, const duration_flag& flag) {
  const auto take = [flag](const std::string& text) { *flag.to = read_duration(flag, text); };
  app.add_option_function<std::string>(flag.name, take, flag.says)
    ->type_name("DURATION")
    ->default_str(model::format_duration(*flag.to));
}

void add_settings(CLI::App& app, settings& to) {
  app.add_option("--listen", to.listen, "address and port; port 0 takes a free one")
    ->capture_default_str()
    ->check(check_address);
  app
    .add_option(
      "--metrics-listen", to.metrics_listen, "where anybody may read /metrics, and nothing else")
    ->type_name("ADDRESS")
    ->check(check_address);
  app.add_option("--public-rate", to.public_rate, "requests from one address, or `off`")
    ->capture_default_str()
    ->check(check_rate);
  app
    .add_option_function<std::string>(
      "--programme-hours",
      [&to](const std::string& text) {
        to.programme = text == "always" ? model::programme{} : read_programme(text);
      },
      "when the programme is open, until an operator sets it: `always`, or a JSON file")
    ->type_name("always|FILE")
    ->default_str("always");
  add_backups(app, to);
  add_post(app, to.post);
  add_log(app, to.log);
  add_floor(app, to.storage_floor);
  auto& rules = to.dispatch;
  add_windows(app, rules);
  add_count(
    app, "--misses-to-deregister", rules.misses_to_deregister, "misses in a row that de-register");
  add_count(
    app, "--max-open-per-agent", rules.max_open_per_agent, "open referrals an agent may hold");
  add_weight(app, "--miles-per-miss", rules.miles_per_miss, "what a miss costs in the choice");
  add_weight(
    app,
    "--miles-per-open-referral",
    rules.miles_per_open_referral,
    "what an open referral costs in the choice");
}

} // namespace kod::app
