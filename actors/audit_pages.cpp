#include "actors/audit_pages.hpp"

#include "model/audit.hpp"
#include "model/history.hpp"

#include <algorithm>

namespace kod::actors {

namespace {

using recorded_events = std::vector<model::recorded_event>;

std::optional<std::string>
reason_of(const model::archive& archive, const model::recorded_event& event) {
  const auto next = archive.since(event.sequence, 1);
  const auto key = model::reason_key(event, next.empty() ? nullptr : &next.front());
  const auto text = key ? archive.unseal(*key) : std::nullopt;
  const auto* typed = text ? std::get_if<model::free_text>(&*text) : nullptr;
  return typed ? std::optional{typed->text} : std::nullopt;
}

/// Adds the audited ones, newest first. True: the page is full.
bool add(const model::archive& archive, const recorded_events& oldest_first, list_audit& wanted) {
  auto& page = wanted.so_far;
  for (auto each = oldest_first.rbegin(); each != oldest_first.rend(); ++each) {
    if (!model::is_audited(*each) || (wanted.before && each->sequence >= *wanted.before))
      continue;
    if (page.items.size() == wanted.limit) {
      page.next = page.items.back().event.sequence;
      return true;
    }
    page.items.push_back({*each, reason_of(archive, *each)});
  }
  return false;
}

/// All that is about one subject: whatever has that id, notices under its name, and what the
/// programme's history, which is short, tells of it.
recorded_events history_of(const model::archive& archive, const std::string& subject) {
  recorded_events all;
  for (const auto& entity : std::initializer_list<model::entity_name>{
         model::referral_id{subject},
         model::agent_id{subject},
         model::notice_subject{subject},
         model::the_programme})
    std::ranges::copy_if(
      model::whole_history(archive, entity), std::back_inserter(all), [&](const auto& each) {
        return model::is_audited(each) && model::subject_of(each) == subject;
      });
  std::ranges::sort(all, {}, &model::recorded_event::sequence);
  return all;
}

} // namespace

bool read_audit(const model::archive& archive, list_audit& wanted) {
  if (wanted.subject) {
    add(archive, history_of(archive, *wanted.subject), wanted);
    return true;
  }
  const auto end = wanted.before.value_or(archive.last_sequence() + 1);
  const auto first = end > audit_piece_events ? end - audit_piece_events : 1; // No gaps: by number.
  wanted.before = end;
  if (first < end && add(archive, archive.since(first - 1, end - first), wanted))
    return true;
  wanted.before = first;
  return first <= 1;
}

} // namespace kod::actors
