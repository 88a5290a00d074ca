#include "http/json_reader.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"
#include "model/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kod::http {

namespace {

using levels_by_name = std::array<std::string, model::all_log_components.size()>;

/// By `log_component`.
const levels_by_name& component_names() {
  static const auto names = [] {
    levels_by_name all;
    std::ranges::transform(
      model::all_log_components, all.begin(), [](auto each) { return model::word(each); });
    return all;
  }();
  return names;
}

parsed<model::log_level> level_form(std::string_view text) {
  if (const auto found = model::parse_word<model::log_level>(text))
    return *found;
  return wrong{"It is none of debug, info, warning and error."};
}

response shown_log(const exchange& x) {
  auto& log = x.with->log;
  const auto now = log.setting();
  return ok([&](json_writer& out) {
    out.object([&] {
      out.member("level", model::word(now.levels.overall));
      out.member("components", [&] {
        out.object([&] {
          for (std::size_t each = 0; each < now.levels.own.size(); ++each) {
            const auto own = now.levels.own[each];
            out.member(
              component_names()[each], own ? std::optional{model::word(*own)} : std::nullopt);
          }
        });
      });
      out.member("until", now.until);
      out.member("started_with", model::word(log.started_with().overall));
      out.member("lines_dropped", log.dropped());
    });
  });
}

void get_logging(const exchange& x) {
  x.reply(shown_log(x));
}

model::log_levels read_levels(json_reader& fields) {
  model::log_levels levels;
  levels.overall = fields.needed("level", level_form).value_or(levels.overall);
  if (auto components = fields.optional_object("components")) {
    for (std::size_t each = 0; each < levels.own.size(); ++each)
      levels.own[each] = components->optional(component_names()[each], level_form);
    components->refuse_others();
  }
  return levels;
}

void put_logging(const exchange& x) {
  complaints wrong;
  json_reader fields{x.asked->body, wrong};
  model::log_setting wanted{.levels = read_levels(fields)};
  wanted.until = fields.optional("until", forms::instant);
  const auto started_with = x.with->log.started_with();
  const auto now = x.with->now();
  if (wanted.until && *wanted.until <= now)
    fields.refuse("until", "It is in the past.");
  if (
    wanted.until && tells_more(wanted.levels, started_with)
    && *wanted.until > now + model::longest_talk)
    fields.refuse("until", "To tell more than at the start is for 24 hours at most.");
  fields.refuse_others();
  if (!wrong.none())
    return refuse(x, wrong);
  wanted = bounded(wanted, started_with, now);
  note(x, {{"logging"}, model::logging_changed{text_of(wanted.levels), wanted.until}}, [x, wanted] {
    x.with->log.change(wanted);
    return shown_log(x);
  });
}

} // namespace

void add_logging_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/logging",
    .allowed = {access::operator_},
    .handler = handled_by(get_logging, with),
  });
  routes.push_back({
    .method = method::put,
    .pattern = "/v1/logging",
    .allowed = {access::operator_},
    .body = body_kind::json,
    .handler = handled_by(put_logging, with),
  });
}

} // namespace kod::http
