#pragma once

#include "model/journal.hpp"
#include "persistence/records.hpp"

#include <cstdint>

// The numbers by which a stored variant's alternatives are known. They lie on disk for ever: a
// number is never changed and never used again.

namespace kod::persistence {

template <class Alternative>
inline constexpr std::uint8_t tag_of = 0; // None: doesn't compile where one is needed.

template <>
inline constexpr std::uint8_t tag_of<model::requested> = 1;
template <>
inline constexpr std::uint8_t tag_of<model::offered> = 2;
template <>
inline constexpr std::uint8_t tag_of<model::missed> = 3;
template <>
inline constexpr std::uint8_t tag_of<model::rejected> = 4;
template <>
inline constexpr std::uint8_t tag_of<model::withdrawn> = 5;
template <>
inline constexpr std::uint8_t tag_of<model::made_mass> = 6;
template <>
inline constexpr std::uint8_t tag_of<model::accepted> = 7;
template <>
inline constexpr std::uint8_t tag_of<model::contact_shared> = 8;
template <>
inline constexpr std::uint8_t tag_of<model::contacted> = 9;
template <>
inline constexpr std::uint8_t tag_of<model::completed> = 10;
template <>
inline constexpr std::uint8_t tag_of<model::released> = 11;
template <>
inline constexpr std::uint8_t tag_of<model::cancelled> = 12;
template <>
inline constexpr std::uint8_t tag_of<model::overdue> = 13;
template <>
inline constexpr std::uint8_t tag_of<model::assigned> = 14;
template <>
inline constexpr std::uint8_t tag_of<model::text_added> = 15;
template <>
inline constexpr std::uint8_t tag_of<model::restarted> = 16;

template <>
inline constexpr std::uint8_t tag_of<model::opening_moved> = 17;

template <>
inline constexpr std::uint8_t tag_of<model::created> = 32;
template <>
inline constexpr std::uint8_t tag_of<model::credentials_changed> = 33;
template <>
inline constexpr std::uint8_t tag_of<model::section_saved> = 34;
template <>
inline constexpr std::uint8_t tag_of<model::registered> = 35;
template <>
inline constexpr std::uint8_t tag_of<model::deregistered> = 36;
template <>
inline constexpr std::uint8_t tag_of<model::reregistration_completed> = 37;
template <>
inline constexpr std::uint8_t tag_of<model::suspended> = 38;
template <>
inline constexpr std::uint8_t tag_of<model::reinstated> = 39;
template <>
inline constexpr std::uint8_t tag_of<model::availability_changed> = 40;
template <>
inline constexpr std::uint8_t tag_of<model::offers_withdrawn> = 41;
template <>
inline constexpr std::uint8_t tag_of<model::offer_entered> = 42;
template <>
inline constexpr std::uint8_t tag_of<model::referral_taken> = 43;
template <>
inline constexpr std::uint8_t tag_of<model::referral_given> = 44;
template <>
inline constexpr std::uint8_t tag_of<model::entry_left> = 45;
template <>
inline constexpr std::uint8_t tag_of<model::miss_counted> = 46;

template <>
inline constexpr std::uint8_t tag_of<model::offers_paused> = 49;
template <>
inline constexpr std::uint8_t tag_of<model::offers_resumed> = 50;

template <>
inline constexpr std::uint8_t tag_of<model::county_pause_changed> = 51;

template <>
inline constexpr std::uint8_t tag_of<model::programme_changed> = 48;
template <>
inline constexpr std::uint8_t tag_of<model::county_paused> = 52;
template <>
inline constexpr std::uint8_t tag_of<model::county_resumed> = 53;

template <>
inline constexpr std::uint8_t tag_of<model::signed_in> = 60;
template <>
inline constexpr std::uint8_t tag_of<model::backup_made> = 61;
template <>
inline constexpr std::uint8_t tag_of<model::actor_restarted> = 62;
template <>
inline constexpr std::uint8_t tag_of<model::notification_retried> = 63;
template <>
inline constexpr std::uint8_t tag_of<model::notification_discarded> = 68;
template <>
inline constexpr std::uint8_t tag_of<model::logging_changed> = 69;
template <>
inline constexpr std::uint8_t tag_of<model::notifications_retried> = 70;
template <>
inline constexpr std::uint8_t tag_of<model::agents_imported> = 71;

template <>
inline constexpr std::uint8_t tag_of<model::resident_contact> = 64;
template <>
inline constexpr std::uint8_t tag_of<model::agent_identity> = 65;
template <>
inline constexpr std::uint8_t tag_of<model::agent_contact> = 66;
template <>
inline constexpr std::uint8_t tag_of<model::free_text> = 67;

template <>
inline constexpr std::uint8_t tag_of<model::outbox_entry> = 200;
template <>
inline constexpr std::uint8_t tag_of<model::outbox_mark> = 201;
template <>
inline constexpr std::uint8_t tag_of<model::board_told> = 202;

template <>
inline constexpr std::uint8_t tag_of<referral_events> = 96;
template <>
inline constexpr std::uint8_t tag_of<agent_events> = 97;
template <>
inline constexpr std::uint8_t tag_of<programme_events> = 98;
template <>
inline constexpr std::uint8_t tag_of<notice_events> = 100;

} // namespace kod::persistence
