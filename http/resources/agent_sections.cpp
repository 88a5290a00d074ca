#include "http/json_reader.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/profile.hpp"
#include "http/resources/routes.hpp"
#include "http/schedule_reader.hpp"

#include <algorithm>

namespace kod::http {

namespace {

model::agree read_agreement(const exchange& x, complaints& to) {
  json_reader fields{x.asked->body, to};
  fields.needs_true("agreed");
  auto version = fields.needed("terms_version", forms::short_text);
  fields.refuse_others();
  return {version.value_or("")};
}

std::vector<model::language>
read_languages(const exchange& x, json_reader& fields, complaints& to) {
  std::vector<model::language> spoken;
  const forms::language known{x.with->languages};
  const auto count =
    fields.needed_elements("languages", [&](const boost::json::value& each, std::string at) {
      const auto language = read_value(each, known, to, std::move(at));
      if (language && std::ranges::find(spoken, *language) == spoken.end())
        spoken.push_back(*language);
    });
  const auto* given = fields.raw("languages");
  if (count == 0 && given && given->is_array())
    fields.refuse("languages", "It must name at least one.");
  return spoken;
}

model::save_contact read_contact(const exchange& x, complaints& to) {
  model::save_contact section;
  json_reader fields{x.asked->body, to};
  section.contact.phone = fields.needed("phone", forms::phone).value_or("");
  section.contact.email = fields.needed("email", forms::email).value_or("");
  section.preferences.preferred_contact =
    fields.needed("preferred_contact", forms::word<model::preferred_contact>)
      .value_or(model::preferred_contact::phone);
  section.preferences.languages = read_languages(x, fields, to);
  fields.refuse_others();
  return section;
}

model::save_schedule read_hours(const exchange& x, complaints& to) {
  return {read_schedule(x.asked->body, to)};
}

model::set_override read_override(const exchange& x, complaints& to) {
  json_reader fields{x.asked->body, to};
  const auto mode = fields.needed("override", forms::word<model::override_mode>);
  const auto until = fields.optional("until", forms::instant);
  // The agent looks again; here it is told before there is any talk of its state.
  if (until && *until <= x.with->now())
    fields.refuse("until", "It is in the past.");
  fields.refuse_others();
  return {mode.value_or(model::override_mode::schedule), until};
}

/// Reads what an agent says of itself and gives it the order.
template <class Command>
void put(const exchange& x, Command (*read)(const exchange&, complaints&)) {
  const auto id = agent_in_path(x);
  if (!id)
    return x.reply(problem(code::not_found));
  complaints wrong;
  auto command = read(x, wrong);
  order_of_agent(x, *id, wrong, std::move(command));
}

} // namespace

void add_agent_section_routes(std::vector<route>& routes, const shared_services& with) {
  const auto add = [&](std::string pattern, resource handle) {
    routes.push_back({
      .method = method::put,
      .pattern = std::move(pattern),
      .allowed = {access::agent},
      .body = body_kind::json,
      .handler = handled_by(handle, with),
    });
  };
  const std::string sections = "/v1/agents/{id}/registration/";
  add(sections + "agreement", [](const exchange& x) { put(x, read_agreement); });
  add(sections + "contact", [](const exchange& x) { put(x, read_contact); });
  add(sections + "schedule", [](const exchange& x) { put(x, read_hours); });
  add("/v1/agents/{id}/availability", [](const exchange& x) { put(x, read_override); });
}

} // namespace kod::http
