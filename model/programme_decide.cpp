#include "model/programme_decide.hpp"

namespace kod::model {

namespace {

programme_setting setting_of(const programme& now) {
  return {now.open, now.message, now.hours, now.contact_centre_phone};
}

/// Until an operator has set it the settings of each start hold, which aren't known here: the first
/// one sets all.
std::vector<programme_part> parts_to_set(const programme& now, const programme_setting& to) {
  using enum programme_part;
  const auto from = setting_of(now);
  std::vector<programme_part> parts;
  const auto note = [&](programme_part each, bool differs) {
    if (differs || !now.set)
      parts.push_back(each);
  };
  note(open, from.open != to.open);
  note(message, from.message != to.message);
  note(hours, from.hours != to.hours);
  note(contact_centre, from.contact_centre_phone != to.contact_centre_phone);
  return parts;
}

template <class Event>
programme_change written(const programme& now, Event event, const std::string& reason) {
  programme_change change;
  if (!reason.empty()) {
    event.texts = now.texts + 1;
    change.sealed.push_back({text_key(the_programme, event.texts), free_text{reason}});
  }
  change.events.emplace_back(std::move(event));
  return change;
}

programme_decision answer(const programme& now, const set_programme& c, instant) {
  if (now.set && setting_of(now) == c.to)
    return programme_change{};
  return written(now, programme_changed{c.to, 0, parts_to_set(now, c.to)}, c.reason);
}

programme_decision answer(const programme& now, const pause_county& c, instant at) {
  if (c.until && *c.until <= at)
    return rejection::until_passed;
  const auto holds = pause_of(now, c.county, at);
  if (holds && holds->until == c.until)
    return programme_change{};
  const offers_pause pause{.since = holds ? holds->since : at, .until = c.until};
  return written(now, county_paused{c.county, pause, 0}, c.reason);
}

programme_decision answer(const programme& now, const resume_county& c, instant at) {
  if (!pause_of(now, c.county, at))
    return programme_change{};
  return written(now, county_resumed{c.county, 0}, c.reason);
}

} // namespace

programme_decision decide(const programme& now, const programme_command& command, instant at) {
  return std::visit([&](const auto& each) { return answer(now, each, at); }, command);
}

} // namespace kod::model
