#pragma once

#include "model/logbook.hpp"

#include <cstdint>
#include <string>

namespace kod::app {

enum class log_form : std::uint8_t { json, text };

/// What a string in a line may take; the rest is cut away.
inline constexpr std::size_t longest_log_text = 2'000;

/// The line as it is written, its line feed too. As JSON it is one object whose first members are
/// `at`, `level`, `component`, `message` and, of a request, `request_id`, `trace_id`,
/// `traceparent`. Whatever bytes a string holds, it is one line of valid UTF-8.
std::string text_of(const model::log_line&, model::instant at, log_form);

} // namespace kod::app
