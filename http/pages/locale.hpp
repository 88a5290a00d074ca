#pragma once

#include "http/message.hpp"
#include "http/web.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace kod::http {

/// The languages in which the pages are written: http/web/texts.
bool has_texts(std::string_view language);

/// The reader's: as the query's `lang` says, else the cookie `kod_language`, else the browser by
/// `Accept-Language`, else English.
std::string language_of(const request&);

/// Of an `Accept-Language` header the language of ours that it likes best.
std::optional<std::string> preferred_language(std::string_view accepted);

/// Remembers what the reader chose.
name_value language_cookie(std::string_view language);

/// All texts of a language.
boost::json::object texts_in(const web&, std::string_view language);

/// A text with `{name}` replaced by the value.
std::string filled(std::string_view text, std::string_view name, std::string_view value);

} // namespace kod::http
