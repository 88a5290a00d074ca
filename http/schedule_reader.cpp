#include "http/schedule_reader.hpp"

#include "http/week.hpp"

#include <algorithm>

namespace kod::http {

namespace {

constexpr std::uint16_t midnight_after = 24 * 60;

/// None where one of the two is wrong.
std::optional<model::day_span> read_span(json_reader& from) {
  const auto start = from.needed("start", forms::minute);
  const auto end = from.needed("end", forms::minute);
  if (start == midnight_after) {
    from.refuse("start", "A day doesn't begin at its end.");
    return std::nullopt;
  }
  if (!start || !end)
    return std::nullopt;
  if (*end <= *start) {
    from.refuse("end", "It must be after the start.");
    return std::nullopt;
  }
  return model::day_span{*start, *end};
}

/// A break, and where in the body it stands.
struct read_break {
  model::day_span span;
  std::string pointer;
};

/// Breaks may come in any order; they are kept in that of the day.
std::vector<model::day_span>
in_order(std::vector<read_break> breaks, const model::day_span& hours, complaints& to) {
  std::ranges::stable_sort(breaks, {}, [](const auto& each) { return each.span.start; });
  std::vector<model::day_span> result;
  for (const auto& [span, pointer] : breaks) {
    if (span.start < hours.start || span.end > hours.end)
      to.add(pointer, "It must lie within the hours of the day.");
    if (!result.empty() && span.start < result.back().end)
      to.add(pointer, "It overlaps another break.");
    result.push_back(span);
  }
  return result;
}

std::optional<model::working_day> read_day(json_reader& from, complaints& to) {
  const auto hours = read_span(from);
  std::vector<read_break> breaks;
  from.optional_elements("breaks", [&](const boost::json::value& each, const std::string& at) {
    json_reader pause{each, to, at};
    if (const auto span = read_span(pause))
      breaks.push_back({*span, at});
    pause.refuse_others();
  });
  from.refuse_others();
  if (!hours)
    return std::nullopt;
  return model::working_day{*hours, in_order(std::move(breaks), *hours, to)};
}

} // namespace

model::weekly_hours read_week(json_reader& from, complaints& to) {
  model::weekly_hours result;
  for (std::size_t index = 0; index < week.size(); ++index) {
    const auto* day = from.raw(week[index]);
    if (!day) {
      from.refuse(week[index], "It is missing.");
    } else if (!day->is_null()) {
      json_reader fields{*day, to, from.pointer_to(week[index])};
      result[index] = read_day(fields, to);
    }
  }
  from.refuse_others();
  return result;
}

namespace {

model::absence read_absence(json_reader& from) {
  const auto begin = from.needed("from", forms::instant);
  const auto end = from.optional("until", forms::instant);
  from.refuse_others();
  if (begin && end && *end <= *begin)
    from.refuse("until", "It must be after the beginning.");
  return {begin.value_or(model::instant{}), end};
}

} // namespace

model::schedule read_schedule(const boost::json::value& body, complaints& to) {
  model::schedule result;
  json_reader fields{body, to};
  result.time_zone = fields.needed("time_zone", forms::time_zone).value_or("");
  if (auto days = fields.needed_object("weekly"))
    result.weekly = read_week(*days, to);
  fields.optional_elements(
    "out_of_office", [&](const boost::json::value& each, const std::string& at) {
      json_reader absence{each, to, at};
      result.out_of_office.push_back(read_absence(absence));
    });
  fields.refuse_others();
  return result;
}

} // namespace kod::http
