#include "http/programme_reader.hpp"

#include "http/schedule_reader.hpp"

#include <algorithm>

namespace kod::http {

namespace {

/// Enough for the holidays of many years.
constexpr std::size_t most_holidays = 400;

std::vector<model::day> read_holidays(json_reader& fields, complaints& to) {
  std::vector<model::day> days;
  const auto count =
    fields.optional_elements("holidays", [&](const boost::json::value& each, std::string at) {
      if (const auto day = read_value(each, forms::day, to, std::move(at)))
        days.push_back(*day);
    });
  if (count > most_holidays)
    fields.refuse("holidays", "These are too many.");
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

model::opening_hours read_weekly(json_reader& fields, complaints& to) {
  model::opening_hours hours;
  hours.time_zone = fields.needed("time_zone", forms::time_zone).value_or("");
  if (auto days = fields.needed_object("weekly")) {
    const auto wrong_before = to.all().size();
    hours.weekly = read_week(*days, to);
    if (to.all().size() == wrong_before && model::never_open(hours.weekly))
      fields.refuse("weekly", "They never open.");
  }
  hours.holidays = read_holidays(fields, to);
  fields.refuse_others();
  return hours;
}

/// None: always.
std::optional<model::opening_hours> read_hours(json_reader& fields, complaints& to) {
  const auto* hours = fields.raw("hours");
  if (!hours || hours->is_null()) {
    fields.refuse("hours", "It is missing.");
    return std::nullopt;
  }
  if (const auto* word = hours->if_string()) {
    if (*word != "always")
      fields.refuse("hours", "It is neither hours nor the word always.");
    return std::nullopt;
  }
  json_reader weekly{*hours, to, fields.pointer_to("hours")};
  return read_weekly(weekly, to);
}

model::programme_setting read_setting(json_reader& fields, complaints& to) {
  model::programme_setting setting;
  setting.open = fields.needed_bool("open").value_or(true);
  setting.message = fields.optional("message", forms::optional_text).value_or("");
  setting.hours = read_hours(fields, to);
  if (auto centre = fields.needed_object("contact_centre")) {
    setting.contact_centre_phone = centre->needed("phone", forms::phone).value_or("");
    centre->refuse_others();
  }
  return setting;
}

} // namespace

model::set_programme read_programme(const boost::json::value& body, complaints& to) {
  json_reader fields{body, to};
  model::set_programme order{.to = read_setting(fields, to), .reason = {}};
  order.reason = fields.optional("reason", forms::optional_text).value_or("");
  fields.refuse_others();
  return order;
}

model::programme read_programme_file(const boost::json::value& file, complaints& to) {
  model::programme result;
  json_reader fields{file, to};
  if (fields.raw("time_zone")) {
    json_reader hours{file, to};
    result.hours = read_weekly(hours, to);
    return result;
  }
  const auto setting = read_setting(fields, to);
  fields.refuse_others();
  return evolve(std::move(result), model::programme_changed{setting, 0});
}

} // namespace kod::http
