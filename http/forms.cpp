#include "http/forms.hpp"

#include "model/schedule.hpp"

#include <algorithm>

namespace kod::http {

namespace {

template <class T>
parsed<T> or_wrong(std::optional<T> found, const char* why) {
  if (found)
    return std::move(*found);
  return wrong{why};
}

bool blank(std::string_view text) {
  return text.find_first_not_of(" \n") == text.npos;
}

} // namespace

namespace forms {

parsed<std::string> text::operator()(std::string_view given) const {
  const auto length = model::count_code_points(given);
  if (length && *length > longest)
    return wrong{"It is longer than " + std::to_string(longest) + " characters."};
  if (!model::plain_text(given, longest, line_feeds))
    return wrong{"It holds characters that can't be printed."};
  if (!blank(given))
    return std::string{given};
  if (!may_be_blank)
    return wrong{"It must not be blank."};
  return std::string{};
}

parsed<std::string> phone(std::string_view given) {
  return or_wrong(model::parse_phone(given), "It is no North American phone number.");
}

parsed<std::string> email(std::string_view given) {
  auto result = short_text(given);
  if (result && !model::plausible_email(given))
    return wrong{"It is no e-mail address."};
  return result;
}

parsed<std::string> npn(std::string_view given) {
  if (model::plausible_npn(given))
    return std::string{given};
  return wrong{"It is no National Producer Number."};
}

parsed<std::string> time_zone(std::string_view given) {
  if (model::known_time_zone(given))
    return std::string{given};
  return wrong{"It is no IANA time zone."};
}

parsed<model::agent_id> agent_id(std::string_view given) {
  if (model::plausible_id(given))
    return model::agent_id{std::string{given}};
  return wrong{"It is no agent's id."};
}

parsed<model::agent_id> new_agent_id(std::string_view given) {
  if (given == "me" || given == "import" || given == "export")
    return wrong{"It is reserved."};
  return agent_id(given);
}

parsed<model::day> day(std::string_view given) {
  return or_wrong(model::parse_day(given), "It is no date like 2026-11-25.");
}

parsed<model::instant> instant(std::string_view given) {
  return or_wrong(model::parse_instant(given), "It is no RFC 3339 time like 2026-11-25T14:00:00Z.");
}

parsed<std::uint16_t> minute(std::string_view given) {
  return or_wrong(model::parse_minute_of_day(given), "It is no time of day like 09:00.");
}

parsed<bool> yes_or_no(std::string_view given) {
  if (given == "true" || given == "false")
    return given == "true";
  return wrong{"It is neither true nor false."};
}

parsed<model::place> place::operator()(std::string_view given) const {
  if (!model::five_digits(given))
    return wrong{"It is no ZIP of five digits."};
  return or_wrong(where.find(given), "It is no ZIP of the United States.");
}

parsed<model::language> language::operator()(std::string_view given) const {
  return or_wrong(known.find(given), "It is no language of the list.");
}

} // namespace forms

bool looks_like_a_name(std::string_view text) {
  constexpr std::size_t longest = 40;
  return !text.empty() && text.size() <= longest && std::ranges::all_of(text, [](char each) {
    return (each >= 'a' && each <= 'z') || each == '_';
  });
}

} // namespace kod::http
