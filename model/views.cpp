#include "model/views.hpp"

#include "model/agent_asks.hpp"
#include "model/history.hpp"

#include <algorithm>

namespace kod::model {

namespace {

template <class Content>
std::optional<Content> read_sealed(const archive& stored, const std::string& key) {
  const auto content = stored.unseal(key);
  const auto* wanted = content ? std::get_if<Content>(&*content) : nullptr;
  return wanted ? std::optional{*wanted} : std::nullopt;
}

/// Who calls the resident: the name that the exchange knows, the phone that the agent registered.
agent_identity caller_for_resident(const archive& stored, const agent_id& agent) {
  agent_identity shown;
  if (const auto identity = read_sealed<agent_identity>(stored, identity_key(agent)))
    shown = {.name = identity->name, .email = {}, .phone = identity->phone};
  if (const auto contact = read_sealed<agent_contact>(stored, contact_key(agent)))
    shown.phone = contact->phone;
  return shown;
}

/// The text that came with an event, if it is a note: anybody's of a completion, and whatever
/// residents and agents gave as a reason.
std::uint32_t note_of(const recorded_event& recorded) {
  const auto* event = std::get_if<referral_event>(&recorded.event);
  if (event == nullptr)
    return 0;
  return std::visit(
    [&]<class Event>(const Event& happened) -> std::uint32_t {
      if constexpr (requires { happened.texts; }) {
        const bool is_note =
          std::is_same_v<Event, completed> || recorded.by.role != role::operator_;
        return is_note ? happened.texts : 0;
      } else {
        return 0;
      }
    },
    *event);
}

bool is_suspended(const archive& stored, const agent_id& agent) {
  const auto found = stored.find(agent);
  return found && found->snapshot.registration == registration_status::suspended;
}

} // namespace

bool may_see_contact(const referral& now, const party& who) {
  return who.role == role::agent && now.status != referral_status::cancelled
         && assigned_agent(now) == agent_id{who.id};
}

bool on_board(
  const referral& now,
  const agent& who,
  audience seen_by,
  const dispatch_settings& settings,
  instant at) {
  return listed_as_mass(now) && !released_by(now, who.id)
         && std::ranges::find(now.hidden_from, who.id) == now.hidden_from.end()
         && available_but_for_limit(who, at) && below_limit(who, settings)
         && in_audience(who, now.language, seen_by);
}

bool may_see(
  const referral& now,
  const agent& who,
  audience seen_by,
  const dispatch_settings& settings,
  instant at) {
  const bool has_it = now.tenure && now.tenure->agent == who.id;
  return has_it || now.ended_with == who.id || on_board(now, who, seen_by, settings, at);
}

bool on_contact_centre_list(const referral& now, audience seen_by) {
  return (now.status == referral_status::pending && now.overdue && !now.contacted_at)
         || (listed_as_mass(now) && seen_by == audience::nobody);
}

referral_view look_at(
  const archive& stored,
  const referral& now,
  const party& for_whom,
  audience seen_by,
  const agent* from_agent) {
  referral_view view;
  view.now = now;
  view.for_whom = for_whom;
  view.seen_by = seen_by;
  if (from_agent != nullptr)
    view.miles_tenths = miles_tenths(now.where, from_agent->where);
  if (may_see_contact(now, for_whom))
    view.contact = read_sealed<resident_contact>(stored, contact_key(now.id));
  if (for_whom.role != role::agent && now.status == referral_status::in_progress) {
    view.agent = caller_for_resident(stored, now.tenure->agent);
    view.agent_suspended = is_suspended(stored, now.tenure->agent);
  }
  return view;
}

agent_view
look_at(const archive& stored, const agent& now, const dispatch_settings& settings, instant at) {
  agent_view view;
  view.now = now;
  view.identity =
    read_sealed<agent_identity>(stored, identity_key(now.id)).value_or(agent_identity{});
  view.contact = read_sealed<agent_contact>(stored, contact_key(now.id));
  view.availability = availability_of(now, settings, at);
  view.problems = problems_of(now.credentials, zone_of(now), at);
  return view;
}

void reveal_all(const archive& stored, referral_view& view) {
  view.contact = read_sealed<resident_contact>(stored, contact_key(view.now.id));
  for (const auto& recorded : whole_history(stored, view.now.id))
    if (const auto number = note_of(recorded))
      if (const auto note = read_sealed<free_text>(stored, text_key(view.now.id, number)))
        view.notes.push_back(note->text);
}

} // namespace kod::model
