#include "model/agent_rules.hpp"
#include "model/availability.hpp"

namespace kod::model::agent_rules {

agent_decision
pause(const agent& now, std::uint64_t version, const pause_offers& c, const circumstances& where) {
  if (c.until && *c.until <= where.now)
    return rejection::until_passed;
  agent_change change;
  const auto holds = holding(now.paused, where.now);
  if (holds && holds->until == c.until)
    return change;
  const auto text = seal_reason(change, now, version, c.reason);
  change.events.push_back(
    offers_paused{{.since = holds ? holds->since : where.now, .until = c.until}, text});
  return change;
}

agent_decision resume(
  const agent& now, std::uint64_t version, const resume_offers& c, const circumstances& where) {
  agent_change change;
  if (!holding(now.paused, where.now))
    return change;
  const auto text = seal_reason(change, now, version, c.reason);
  change.events.push_back(offers_resumed{text});
  return change;
}

agent_decision answer(const agent& now, const follow_county& c, const circumstances&) {
  agent_change change;
  if (now.county == c.county && now.county_pause != c.pause)
    change.events.emplace_back(county_pause_changed{c.pause});
  return change;
}

std::uint32_t seal_reason(
  agent_change& change, const agent& now, std::uint64_t version, const std::string& reason) {
  if (reason.empty())
    return 0;
  const auto text = static_cast<std::uint32_t>(version + 1); // The commit's own, and no other's.
  change.sealed.push_back({text_key(now.id, text), free_text{reason}});
  return text;
}

} // namespace kod::model::agent_rules
