#include "http/csv_row.hpp"
#include "http/query_reader.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/paged_table.hpp"
#include "http/resources/routes.hpp"
#include "model/text_forms.hpp"

#include <chrono>
#include <cmath>

// Everything that is counted of a period, as a table, page by page from the archive.

namespace kod::http {

namespace {

constexpr std::string_view referral_headings =
  "id,requested_at,county,zip,language,type,status,offers,misses,rejects,hand_withdrawals,"
  "releases,seconds_to_accept,disposition,overdue\r\n";

constexpr std::string_view agent_headings =
  "id,offers,accepts,misses,rejects,withdrawals,releases,enrolled,will-enrol-later,"
  "no-answer,not-interested,not-eligible,wrong-number,hand_withdrawals,"
  "accept_seconds_p50,accept_seconds_p95\r\n";

void add_line(std::string& to, const model::referral_line& line) {
  csv_row row{to};
  row.add(line.id.text).add(model::format_instant(line.requested_at)).add(line.county);
  row.add(line.zip.digits).add(line.language.tag);
  row.add(model::to_string(line.type)).add(model::to_string(line.status));
  row.add(line.offers).add(line.misses).add(line.rejects);
  row.add(line.hand_withdrawals).add(line.releases);
  row.add(
    line.to_accept
      ? std::optional{std::chrono::round<std::chrono::seconds>(*line.to_accept).count()}
      : std::nullopt);
  row.add(line.disposition ? model::to_string(*line.disposition) : std::string_view{});
  row.add(line.overdue ? std::string_view{"true"} : std::string_view{"false"});
  row.end();
}

std::optional<long> in_whole_seconds(std::optional<double> seconds) {
  return seconds ? std::optional{std::lround(*seconds)} : std::nullopt;
}

void add_line(std::string& to, const model::agent_line& line) {
  csv_row row{to};
  row.add(line.id.text).add(line.offers).add(line.accepts).add(line.misses);
  row.add(line.rejects).add(line.withdrawals).add(line.releases);
  for (const auto count : line.completed)
    row.add(count);
  row.add(line.hand_withdrawals);
  row.add(in_whole_seconds(line.accept_p50_seconds));
  row.add(in_whole_seconds(line.accept_p95_seconds));
  row.end();
}

template <class Page>
std::string lines_of(const Page& page) {
  std::string text;
  for (const auto& each : page.items)
    add_line(text, each);
  return text;
}

template <class Question, class Page>
bool turn(Question& next, const Page& page) {
  next.after = page.next;
  return page.next.has_value();
}

template <class Page, class Question>
void begin_export(const exchange& x, Question first, std::string file, std::string_view headings) {
  using table = paged_table<Question, Page>;
  std::make_shared<table>(
    x.with,
    std::move(first),
    typename table::form{std::move(file), headings, lines_of<Page>, turn<Question, Page>})
    ->begin(x.reply);
}

std::optional<model::period> period_in(const exchange& x, complaints& wrong) {
  query_reader query{x.asked->request, wrong};
  const auto from = query.needed("from", forms::instant);
  const auto to = query.needed("to", forms::instant);
  query.refuse_others();
  if (from && to && *to <= *from)
    wrong.add("/to", "It must be after the beginning.");
  if (!wrong.none())
    return std::nullopt;
  return model::period{*from, *to};
}

void get_referral_export(const exchange& x) {
  complaints wrong;
  const auto when = period_in(x, wrong);
  if (!when)
    return refuse(x, wrong);
  begin_export<actors::referral_lines>(
    x, actors::export_referrals{*when, {}}, "referrals.csv", referral_headings);
}

void get_agent_export(const exchange& x) {
  complaints wrong;
  const auto when = period_in(x, wrong);
  if (!when)
    return refuse(x, wrong);
  begin_export<actors::agent_lines>(
    x, actors::export_agents{*when, {}}, "agents.csv", agent_headings);
}

} // namespace

void add_export_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/referrals/export",
    .allowed = {access::operator_},
    .handler = handled_by(get_referral_export, with),
  });
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/agents/export",
    .allowed = {access::operator_},
    .handler = handled_by(get_agent_export, with),
  });
}

} // namespace kod::http
