#pragma once

#include "app/log/line_text.hpp"
#include "app/log/line_writer.hpp"
#include "app/log/log_filter.hpp"
#include "model/clock.hpp"
#include "model/logbook.hpp"

namespace kod::app {

/// The log of a running engine: each line that is wanted goes to a file descriptor.
class engine_log final : public model::logbook {
public:
  struct options {
    int descriptor = 2;
    log_form form = log_form::json;
    model::log_levels levels{};
    std::size_t most_bytes = 1024 * 1024; // Some thousand lines, for a reader that pauses.
  };

  engine_log(const options&, model::clock);

  bool wants(model::log_component, model::log_level) const override;
  void write(const model::log_line&) override;
  model::log_setting setting() override;
  model::log_levels started_with() const override { return filter_.started_with(); }
  void change(const model::log_setting&) override;
  std::uint64_t dropped() const override { return writer_.dropped(); }

  /// Before the process ends otherwise than by the end of this.
  void flush(std::chrono::milliseconds patience) { writer_.flush(patience); }

private:
  void fall_back(model::instant now);
  void put(const model::log_line&, model::instant at);

  model::clock now_;
  const log_form form_;
  log_filter filter_;
  line_writer writer_;
};

} // namespace kod::app
