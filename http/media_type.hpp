#pragma once

#include <string_view>

namespace kod::http {

/// Whether a `Content-Type` is of the given type, and in UTF-8 where it says anything of that.
bool is_media_type(std::string_view content_type, std::string_view expected);

/// Whether they are the same but for the case of ASCII letters.
bool same_without_case(std::string_view, std::string_view);

} // namespace kod::http
