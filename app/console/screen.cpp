#include "app/console/screen.hpp"

#include "app/console/figures.hpp"

#include <algorithm>
#include <utility>

namespace kod::app::console {

namespace {

namespace json = boost::json;

const json::array& list(const json::value& body, std::string_view name) {
  static const json::array none;
  const auto* found = member(body, name);
  const auto* array = found ? found->if_array() : nullptr;
  return array ? *array : none;
}

std::string count(const json::value& body, std::string_view path) {
  return shown(member(body, path));
}

line referrals(const json::value& stats) {
  const auto waiting = seconds(member(stats, "/referrals/oldest_waiting_seconds"));
  return {
    "Referrals  Pending " + count(stats, "/referrals/by_status/Pending") + "  In Progress "
    + count(stats, "/referrals/by_status/In Progress") + "  open offers "
    + count(stats, "/referrals/open_offers") + "  oldest waits " + waiting};
}

line promises(const json::value& stats) {
  const auto* overdue = member(stats, "/referrals/overdue");
  const auto* centre = member(stats, "/referrals/contact_centre");
  return {
    "Promise    inside " + percent(member(stats, "/inside_promise")) + "  overdue " + shown(overdue)
      + "  contact centre " + shown(centre) + "  accepted after "
      + seconds(member(stats, "/time_to_accept_seconds/p50")) + " (p95 "
      + seconds(member(stats, "/time_to_accept_seconds/p95")) + ")",
    is_positive(overdue) ? emphasis::alarm : emphasis::plain};
}

line agents(const json::value& stats) {
  return {
    "Agents     registered " + count(stats, "/agents/registered") + "  available "
    + count(stats, "/agents/available") + "  offerable " + count(stats, "/agents/offerable")
    + "  de-registered " + count(stats, "/agents/deregistered") + "  suspended "
    + count(stats, "/agents/suspended")};
}

line storage(const json::value& stats) {
  const bool is_full = is_true(member(stats, "/storage/full"));
  return {
    "Storage    free " + bytes(member(stats, "/storage/free_bytes"))
      + (is_full ? "  FULL: nothing new is taken" : "") + "  clock steps "
      + count(stats, "/clock/steps"),
    is_full ? emphasis::alarm : emphasis::plain};
}

std::string sorted_and_paused(const choice& now) {
  return "by " + now.sort + (now.kind.empty() ? "" : ", " + now.kind + " only")
         + (now.paused ? ", paused" : "");
}

void add_counters(std::vector<line>& all, const choice& now, const seen& what) {
  const auto at = text(member(what.stats, "/at"));
  all.push_back({"kod top  " + at + "  " + sorted_and_paused(now), emphasis::title});
  if (!what.trouble.empty())
    all.push_back({"No answer: " + what.trouble + ". What follows is old.", emphasis::alarm});
  if (what.stats.is_null())
    return;
  for (const auto& add : {referrals, promises, agents, storage})
    all.push_back(add(what.stats));
}

void add_kinds(std::vector<line>& all, const choice& now, const seen& what) {
  all.push_back({heading("KIND", "LIVE", now.sort), emphasis::title});
  for (const auto& each : list(what.actors, "/kinds")) {
    line written{row(each, text(member(each, "/kind")), count(each, "/live"))};
    if (is_positive(member(each, "/put_aside")))
      written = {written.text + "  PUT ASIDE " + count(each, "/put_aside"), emphasis::alarm};
    all.push_back(std::move(written));
  }
}

void add_actors(std::vector<line>& all, const choice& now, const seen& what) {
  all.push_back({heading("ACTOR", "KIND", now.sort) + "  LAST ERROR", emphasis::title});
  std::size_t at = 0;
  for (const auto& each : list(what.actors, "/items")) {
    const auto error = text(member(each, "/last_error"));
    const bool aside = is_true(member(each, "/put_aside")); // Seen also where lines are short.
    const auto kind = aside ? "PUT ASIDE" : text(member(each, "/kind"));
    auto written = row(each, text(member(each, "/id")), kind);
    if (!error.empty())
      written += "  " + error;
    const auto plain = error.empty() ? emphasis::plain : emphasis::alarm;
    all.push_back({std::move(written), at++ == now.selected ? emphasis::chosen : plain});
  }
}

void add_one_actor(std::vector<line>& all, const json::value& actor) {
  for (const auto& each : figures_in_words(actor))
    all.push_back({each});
}

constexpr std::string_view table_help =
  "q ends  s sorts  k next kind  arrows and Enter open  PgDn PgUp  p pauses";
constexpr std::string_view actor_help = "q ends  Esc goes back  p pauses";

} // namespace

std::size_t rows_for_actors(const seen& what, const screen_size& size) {
  const auto above = 5 + list(what.actors, "/kinds").size() + 2; // Counters, kinds, two headings.
  const auto below = 1U + (what.trouble.empty() ? 0U : 1U);
  constexpr std::size_t least = 3;
  return size.lines > above + below + least ? size.lines - above - below : least;
}

std::string actors_path(const choice& now, std::size_t rows) {
  constexpr std::size_t most = 200;
  auto result = "/v1/actors?limit=" + std::to_string(std::min(rows, most)) + "&sort=" + now.sort;
  if (!now.kind.empty())
    result += "&kind=" + now.kind;
  if (!now.pages.empty())
    result += "&cursor=" + now.pages.back();
  return result;
}

std::vector<line>
drawn(const choice& now, const seen& what, const std::optional<screen_size>& size) {
  std::vector<line> all;
  add_counters(all, now, what);
  if (now.open)
    add_one_actor(all, what.actor);
  else if (!what.actors.is_null()) {
    add_kinds(all, now, what);
    add_actors(all, now, what);
  }
  if (!size)
    return all;
  all.resize(size->lines > 0 ? size->lines - 1 : 0);
  all.push_back({std::string{now.open ? actor_help : table_help}, emphasis::title});
  for (auto& each : all)
    if (each.text.size() > size->columns)
      each.text.resize(size->columns);
  return all;
}

} // namespace kod::app::console
