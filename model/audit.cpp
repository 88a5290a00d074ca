#include "model/audit.hpp"

#include "model/overloaded.hpp"

#include <algorithm>

namespace kod::model {

namespace {

std::uint32_t texts_of(const referral_event& event, const recorded_event* next) {
  return std::visit(
    overloaded{
      [](const contact_shared& e) { return e.texts; },
      [](const assigned& e) { return e.texts; },
      [](const cancelled& e) { return e.texts; },
      [&](const made_mass&) {
        const auto* follows = next ? std::get_if<referral_event>(&next->event) : nullptr;
        const auto* text = follows ? std::get_if<text_added>(follows) : nullptr;
        return text ? text->texts : 0U;
      },
      [](const auto&) { return 0U; }, // A note on a call is no reason.
    },
    event);
}

std::uint32_t texts_of(const agent_event& event) {
  return std::visit(
    overloaded{
      [](const deregistered& e) { return e.texts; },
      [](const offers_paused& e) { return e.texts; },
      [](const offers_resumed& e) { return e.texts; },
      [](const auto&) { return 0U; },
    },
    event);
}

std::uint32_t texts_of(const programme_event& event) {
  return std::visit([](const auto& each) { return each.texts; }, event);
}

std::optional<std::string> key_unless_none(const auto& id, std::uint32_t texts) {
  return texts > 0 ? std::optional{text_key(id, texts)} : std::nullopt;
}

} // namespace

bool is_audited(const referral_event& event, const doer& who) {
  const bool by_hand = who.by.role == role::operator_;
  return std::visit(
    overloaded{
      [](const contact_shared&) { return true; },
      [](const assigned&) { return true; },
      [](const made_mass& e) { return e.cause == mass_cause::operator_; },
      [&](const cancelled&) { return by_hand; },
      [&](const contacted&) { return by_hand; },
      [&](const completed&) { return by_hand; },
      [](const auto&) { return false; },
    },
    event);
}

/// Of the roster what an operator changes by hand. An import's lines carry no address, and are
/// told together by `agents_imported`.
bool is_audited(const agent_event& event, const doer& who) {
  const bool by_hand = who.by.role == role::operator_ && !who.from.empty();
  return std::visit(
    overloaded{
      [&](const created&) { return by_hand; },
      [&](const credentials_changed&) { return by_hand; },
      [](const deregistered& e) { return e.cause == deregistration_cause::operator_; },
      [](const offers_paused&) { return true; },
      [](const offers_resumed&) { return true; },
      [](const auto&) { return false; },
    },
    event);
}

bool is_audited(const programme_event&, const doer&) {
  return true;
}

bool is_audited(const recorded_event& recorded) {
  return std::visit(
    overloaded{
      [](const notice_event&) { return true; },
      [&](const auto& event) {
        return is_audited(event, doer{recorded.by, recorded.from});
      },
    },
    recorded.event);
}

void note_origin(batch& whole, const std::string& from) {
  const bool told = std::ranges::any_of(whole.writes, [&](const entity_write& write) {
    return std::visit(
      [&](const auto& each) {
        return std::ranges::any_of(each.events, [&](const auto& event) {
          return is_audited(event, doer{whole.by, from});
        });
      },
      write);
  });
  if (told || !whole.notices.empty())
    whole.from = from;
}

std::string subject_of(const recorded_event& recorded) {
  if (const auto* event = std::get_if<programme_event>(&recorded.event)) {
    if (const auto* paused = std::get_if<county_paused>(event))
      return paused->county;
    if (const auto* resumed = std::get_if<county_resumed>(event))
      return resumed->county;
  }
  return std::visit([](const auto& id) { return id.text; }, recorded.entity);
}

std::optional<std::string> reason_key(const recorded_event& recorded, const recorded_event* next) {
  const bool one_commit =
    next && next->entity == recorded.entity && next->version == recorded.version;
  return std::visit(
    overloaded{
      [&](const referral_event& event) {
        return key_unless_none(
          std::get<referral_id>(recorded.entity), texts_of(event, one_commit ? next : nullptr));
      },
      [&](const agent_event& event) {
        return key_unless_none(std::get<agent_id>(recorded.entity), texts_of(event));
      },
      [](const programme_event& event) { return key_unless_none(the_programme, texts_of(event)); },
      [](const notice_event&) { return std::optional<std::string>{}; },
    },
    recorded.event);
}

} // namespace kod::model
