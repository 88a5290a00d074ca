#include "http/pages/request_form.hpp"

#include "http/pages/locale.hpp"
#include "http/pages/page.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>

namespace kod::http {

namespace {

namespace json = boost::json;

/// Changes with the words that the resident agrees to: `ask.fields.consent` of the texts.
constexpr auto consent_version = "2026-11";

/// In the order in which they stand on the page.
constexpr std::array<std::string_view, 8> form_fields{
  "name", "phone", "email", "preferred_contact", "language", "zip", "note", "consent"};

/// What is spoken at home in Kentucky beside English, most speakers first (American Community
/// Survey 2017).
constexpr std::array<std::string_view, 12> common{
  "en", "es", "fr", "de", "ru", "ne", "zh", "ar", "vi", "so", "sw", "rw"};

json::value or_nothing(std::string_view typed) {
  return typed.empty() ? json::value(nullptr) : json::value(typed); // Braces make a list.
}

/// Browsers send a line's end as two characters.
std::string with_plain_line_ends(std::string_view text) {
  std::string result{text};
  std::erase(result, '\r');
  return result;
}

bool concerns(const field_error& wrong, std::string_view id) {
  const auto pointer = std::string_view{wrong.pointer}.substr(1);
  return pointer.substr(0, pointer.find('/')) == id;
}

bool is_empty(std::string_view text) {
  return text.find_first_not_of(" \r\n\t") == text.npos;
}

} // namespace

json::value request_body(const call& made) {
  const auto note = with_plain_line_ends(field(made, "note"));
  return json::object{
    {"name", field(made, "name")},
    {"phone", field(made, "phone")},
    {"email", or_nothing(field(made, "email"))},
    {"preferred_contact", field(made, "preferred_contact")},
    {"language", field(made, "language")},
    {"zip", field(made, "zip")},
    {"note", or_nothing(note)},
    {"consent", {{"agreed", field(made, "consent") == "yes"}, {"text_version", consent_version}}}};
}

request_form::request_form(const services& with, const json::object& texts, const call& typed)
  : with_{with}, texts_{texts}, typed_{typed} {}

json::object request_form::values(const complaints& wrong) const {
  const auto minutes =
    std::chrono::ceil<std::chrono::minutes>(with_.dispatch.callback_promise).count();
  json::object all;
  json::array mistakes;
  for (const auto id : form_fields) {
    auto made = field_of(id, wrong);
    if (const auto* error = made.if_contains("error"))
      mistakes.push_back(json::object{{"id", id}, {"error", *error}});
    all[id] = std::move(made);
  }
  const auto& lead = texts_.at("ask").at("lead").as_string();
  return {
    {"lead", filled(lead, "minutes", std::to_string(minutes))},
    {"fields", std::move(all)},
    {"has_mistakes", !mistakes.empty()},
    {"mistakes", std::move(mistakes)},
    {"contact_choices", choices_of_contact()},
    {"common_languages", common_languages()},
    {"other_languages", other_languages()},
    {"agreed", field(typed_, "consent") == "yes"}};
}

/// One field: its texts, what was typed, and `error` where that is wrong.
json::object request_form::field_of(std::string_view id, const complaints& wrong) const {
  json::object result = texts_.at("ask").at("fields").at(id).as_object();
  const auto typed = field(typed_, id);
  result["id"] = id;
  result["value"] = typed;
  const auto is_about = [&](const field_error& each) { return concerns(each, id); };
  if (std::ranges::any_of(wrong.all(), is_about))
    result["error"] = result.at(is_empty(typed) ? "missing" : "wrong");
  return result;
}

json::array request_form::choices_of_contact() const {
  const auto typed = field(typed_, "preferred_contact");
  json::array all;
  for (const auto each : {"phone", "text", "email"})
    all.push_back(json::object{
      {"value", each},
      {"label", texts_.at("ask").at("contact_by").at(each)},
      {"chosen", typed.empty() ? std::string_view{each} == "phone" : typed == each}});
  return all;
}

/// Whoever reads Spanish is offered Spanish.
std::string request_form::chosen_language() const {
  const auto typed = field(typed_, "language");
  return std::string{typed.empty() ? std::string_view{texts_.at("tag").as_string()} : typed};
}

json::object request_form::language_choice(const std::string& tag) const {
  const auto& english = with_.languages.all().at(tag);
  const auto& native = with_.languages.native().at(tag);
  return {
    {"value", tag},
    {"label", english == native ? native : native + " (" + english + ")"},
    {"chosen", tag == chosen_language()}};
}

json::array request_form::common_languages() const {
  json::array all;
  for (const auto tag : common)
    if (with_.languages.all().contains(std::string{tag}))
      all.push_back(language_choice(std::string{tag}));
  return all;
}

json::array request_form::other_languages() const {
  json::array all;
  for (const auto& [tag, english] : with_.languages.all())
    if (std::ranges::find(common, tag) == common.end())
      all.push_back(language_choice(tag));
  return all;
}

} // namespace kod::http
