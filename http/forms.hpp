#pragma once

#include "model/atlas.hpp"
#include "model/languages.hpp"
#include "model/text_forms.hpp"
#include "model/words.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>

// How a field's text must look, whether it comes in JSON, in a query or in CSV. What is said of a
// wrong one never repeats it: it may be somebody's name.

namespace kod::http {

struct wrong {
  std::string why;
};

/// What a text reads as, or what is wrong with it.
template <class T>
class parsed {
public:
  using value_type = T;

  parsed(T value) : is_{std::in_place_index<0>, std::move(value)} {}
  parsed(wrong why) : is_{std::in_place_index<1>, std::move(why)} {}

  explicit operator bool() const { return is_.index() == 0; }
  T& operator*() { return std::get<0>(is_); }
  const wrong& error() const { return std::get<1>(is_); }

private:
  std::variant<T, wrong> is_;
};

namespace forms {

/// What somebody typed: not blank, unless it may be.
struct text {
  std::size_t longest = model::longest_text;
  bool may_be_blank = false;
  model::line_feeds line_feeds = model::line_feeds::refused;

  parsed<std::string> operator()(std::string_view) const;
};
inline constexpr text name{.longest = model::longest_name};
inline constexpr text short_text{};
inline constexpr text optional_text{.may_be_blank = true};
inline constexpr text note{
  .longest = model::longest_note,
  .may_be_blank = true,
  .line_feeds = model::line_feeds::allowed,
};

parsed<std::string> phone(std::string_view);
parsed<std::string> email(std::string_view);
parsed<std::string> npn(std::string_view);
parsed<std::string> time_zone(std::string_view);
/// An agent that may be there.
parsed<model::agent_id> agent_id(std::string_view);
/// One that may be added: the words that stand for something else in a path are no ids.
parsed<model::agent_id> new_agent_id(std::string_view);
parsed<model::day> day(std::string_view);
parsed<model::instant> instant(std::string_view);
parsed<std::uint16_t> minute(std::string_view);
parsed<bool> yes_or_no(std::string_view);

struct place {
  const model::atlas& where;
  parsed<model::place> operator()(std::string_view) const;
};

struct language {
  const model::language_list& known;
  parsed<model::language> operator()(std::string_view) const;
};

/// One of an enumeration's words, as the API spells them.
template <class Enum>
parsed<Enum> word(std::string_view text) {
  if (const auto found = model::parse_word<Enum>(text))
    return *found;
  return wrong{"It is none of the values it may have."};
}

} // namespace forms

/// The name of an unknown field or parameter, if it looks like one; it may be said again then.
bool looks_like_a_name(std::string_view);

} // namespace kod::http
