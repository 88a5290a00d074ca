#include "http/query_reader.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

#include <charconv>

namespace kod::http {

namespace {

constexpr std::size_t minutes_unless_told = 60;

parsed<std::size_t> minute_count(std::string_view text) {
  std::size_t number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || number < 1 || number > model::most_minutes)
    return wrong{"It must be a number from 1 to 1440."};
  return number;
}

/// Null each where none were kept of the minute.
void write_standing_of_minute(
  json_writer& out, const std::optional<model::minute_standing>& standing) {
  using kept = model::minute_standing;
  const auto figure = [&]<class Figure>(std::string_view name, Figure kept::*which) {
    if (standing)
      out.member(name, (*standing).*which);
    else
      out.member(name, nullptr);
  };
  figure("oldest_waiting_seconds", &kept::oldest_waiting_seconds);
  figure("accept_seconds_p50", &kept::accept_p50_seconds);
  figure("accept_seconds_p95", &kept::accept_p95_seconds);
  figure("general", &kept::general);
  figure("mass", &kept::mass);
  figure("waits_for_opening", &kept::waits_for_opening);
  figure("registered", &kept::registered);
  figure("offerable", &kept::offerable);
  figure("deregistered", &kept::deregistered);
  figure("suspended", &kept::suspended);
}

/// Of a minute in which no engine ran everything but its time is null.
void write_minute(json_writer& out, const model::shown_minute& shown) {
  const auto figure = [&](std::string_view name, std::uint64_t model::minute_record::*which) {
    out.member(name, shown.record ? std::optional{(*shown.record).*which} : std::nullopt);
  };
  out.object([&] {
    out.member("at", shown.at);
    figure("waiting", &model::minute_record::waiting);
    figure("open_offers", &model::minute_record::offered);
    figure("in_progress", &model::minute_record::in_progress);
    figure("overdue", &model::minute_record::overdue);
    figure("contact_centre", &model::minute_record::contact_centre);
    figure("available", &model::minute_record::available);
    figure("requested", &model::minute_record::taken);
    figure("accepted", &model::minute_record::accepted);
    figure("missed", &model::minute_record::missed);
    out.member("inside_promise", shown.record ? shown.record->inside_promise : std::nullopt);
    write_standing_of_minute(out, shown.record ? shown.record->standing : std::nullopt);
  });
}

void get_history(const exchange& x) {
  complaints wrong;
  query_reader query{x.asked->request, wrong};
  const auto count = query.optional("minutes", minute_count);
  query.refuse_others();
  if (!wrong.none())
    return refuse(x, wrong);
  const auto render = [](const actors::minute_list& all) {
    return ok([&](json_writer& out) {
      out.object([&] {
        out.member("items", [&] {
          out.array(all.items, [&](const auto& each) { write_minute(out, each); });
        });
        out.member("next", std::optional<std::string>{});
      });
    });
  };
  x.with->engine.ask(
    actors::list_minutes{count.value_or(minutes_unless_told)},
    answer_to<actors::minute_list>(x, render));
}

} // namespace

void add_stats_history_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/stats/history",
    .allowed = {access::operator_},
    .handler = handled_by(get_history, with),
  });
}

} // namespace kod::http
