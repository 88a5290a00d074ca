#include "http/pages/spoken_time.hpp"

#include "http/pages/locale.hpp"
#include "model/text_forms.hpp"
#include "model/wall_clock.hpp"

#include <boost/json/array.hpp>

#include <string>

namespace kod::http {

namespace {

namespace json = boost::json;

constexpr auto eastern = "America/New_York";
constexpr auto central = "America/Chicago";

std::string_view text_of(const json::object& texts, std::string_view name) {
  return texts.at(name).as_string();
}

/// `3:05 PM`, or as one says it in the language.
std::string clock_text(const model::wall_time& shown, const json::object& texts) {
  const auto hour = shown.hour % 12 == 0 ? 12 : shown.hour % 12;
  const auto minute = (shown.minute < 10 ? "0" : "") + std::to_string(shown.minute);
  return std::to_string(hour) + ':' + minute + ' '
         + std::string{text_of(texts, shown.hour < 12 ? "morning" : "afternoon")};
}

/// `Monday, November 30`.
std::string day_text(const model::wall_time& shown, const json::object& texts) {
  const auto& weekday = texts.at("weekdays").as_array().at(shown.weekday.c_encoding());
  const auto& month =
    texts.at("months").as_array().at(static_cast<unsigned>(shown.date.month()) - 1);
  auto text = filled(text_of(texts, "day"), "weekday", weekday.as_string());
  text = filled(text, "month", month.as_string());
  return filled(text, "number", std::to_string(static_cast<unsigned>(shown.date.day())));
}

} // namespace

json::object spoken_time(model::instant at, model::instant now, const json::object& texts) {
  const auto shown = model::wall_time_at(eastern, at);
  const bool today = shown.date == model::wall_time_at(eastern, now).date;
  return {
    {"clock", clock_text(shown, texts)},
    {"central", clock_text(model::wall_time_at(central, at), texts)},
    {"day", today ? std::string{} : day_text(shown, texts)},
    {"utc", model::format_instant(at)}};
}

} // namespace kod::http
