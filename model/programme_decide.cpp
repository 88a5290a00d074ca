#include "model/programme_decide.hpp"

namespace kod::model {

namespace {

programme_setting setting_of(const programme& now) {
  return {now.open, now.message, now.hours, now.contact_centre_phone};
}

} // namespace

programme_change decide(const programme& now, bool stored, const set_programme& command) {
  programme_change change;
  if (stored && setting_of(now) == command.to)
    return change;
  programme_changed changed{command.to, 0};
  if (!command.reason.empty()) {
    changed.texts = now.texts + 1;
    change.sealed.push_back({text_key(the_programme, changed.texts), free_text{command.reason}});
  }
  change.events.emplace_back(std::move(changed));
  return change;
}

} // namespace kod::model
