#include "app/wiring/last_words.hpp"

#include "app/command_line.hpp"
#include "model/text_forms.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>

namespace kod::app {

void report_step(model::duration by) {
  std::cerr << "kod: the wall clock was set " << (by.count() < 0 ? "back" : "forward") << " by "
            << model::format_duration(std::chrono::abs(by))
            << "; the engine's clock follows a twentieth faster or slower\n";
}

void end_with_failed_journal(const std::string& why) {
  std::cerr << "kod: the engine failed: " << why
            << "\nkod: what became of the last commits is unknown; start again to read it back\n"
            << std::flush;
  std::_Exit(journal_failed);
}

} // namespace kod::app
