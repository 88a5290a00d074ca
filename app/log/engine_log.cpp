#include "app/log/engine_log.hpp"

#include "model/text_forms.hpp"

#include <utility>

namespace kod::app {

namespace {

model::log_line changed_line(const model::log_setting& to) {
  model::log_line line{
    model::log_level::info, model::log_component::process, "the log's levels were changed", {}};
  line.fields.emplace_back(model::fixed_text{"levels"}, text_of(to.levels));
  if (to.until)
    line.fields.emplace_back(model::fixed_text{"until"}, model::format_instant(*to.until));
  return line;
}

model::log_line back_line(const model::log_levels& levels) {
  return {
    model::log_level::info,
    model::log_component::process,
    "the log's levels are those of the start again",
    {{"levels", text_of(levels)}}};
}

model::log_line dropped_line(std::uint64_t lines) {
  return {
    model::log_level::warning,
    model::log_component::process,
    "lines of the log were dropped: whoever reads it was too slow",
    {{"lines", lines}}};
}

} // namespace

engine_log::engine_log(const options& given, model::clock now)
  : now_{std::move(now)}, form_{given.form}, filter_{given.levels},
    writer_{given.descriptor, given.most_bytes, [this](std::uint64_t lines) {
              return text_of(dropped_line(lines), now_(), form_);
            }} {}

bool engine_log::wants(model::log_component from, model::log_level level) const {
  return filter_.wants(from, level);
}

void engine_log::write(const model::log_line& line) {
  if (!wants(line.component, line.level))
    return;
  const auto now = now_();
  fall_back(now);
  if (wants(line.component, line.level))
    put(line, now);
}

model::log_setting engine_log::setting() {
  fall_back(now_());
  return filter_.setting();
}

/// Told whatever the levels: who reads the log must know why it falls silent.
void engine_log::change(const model::log_setting& to) {
  filter_.set(to);
  put(changed_line(to), now_());
}

void engine_log::fall_back(model::instant now) {
  if (filter_.fall_back(now))
    put(back_line(filter_.started_with()), now);
}

void engine_log::put(const model::log_line& line, model::instant at) {
  writer_.write(text_of(line, at, form_));
}

} // namespace kod::app
