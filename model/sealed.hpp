#pragma once

#include "model/agent.hpp"
#include "model/ids.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <string>
#include <variant>

// What may identify a person, or was typed freely. It lives apart from snapshots, events and list
// rows, each record sealed under a key of its own name, so that erasing is one delete.

namespace kod::model {

struct resident_contact {
  static constexpr std::string_view type = "resident-contact";
  std::string name;
  std::string phone; // +15025550123
  std::string email; // Empty: none.
  model::preferred_contact preferred_contact = model::preferred_contact::phone;
  std::string note;
  std::string consent_text_version;
  bool operator==(const resident_contact&) const = default;
};
BOOST_DESCRIBE_STRUCT(
  resident_contact, (), (name, phone, email, preferred_contact, note, consent_text_version))

/// As the exchange supplies it.
struct agent_identity {
  static constexpr std::string_view type = "agent-identity";
  std::string name;
  std::string email;
  std::string phone;
  bool operator==(const agent_identity&) const = default;
};
BOOST_DESCRIBE_STRUCT(agent_identity, (), (name, email, phone))

/// As the agent gives it in *Preferred Contact Information*.
struct agent_contact {
  static constexpr std::string_view type = "agent-contact";
  std::string phone;
  std::string email;
  bool operator==(const agent_contact&) const = default;
};
BOOST_DESCRIBE_STRUCT(agent_contact, (), (phone, email))

/// A note or a reason in a person's own words.
struct free_text {
  static constexpr std::string_view type = "free-text";
  std::string text;
  bool operator==(const free_text&) const = default;
};
BOOST_DESCRIBE_STRUCT(free_text, (), (text))

using sealed_content = std::variant<resident_contact, agent_identity, agent_contact, free_text>;

// The names under which they lie. They hold ids only.
std::string contact_key(const referral_id&);
std::string text_key(const referral_id&, std::uint32_t number);
std::string text_key(const agent_id&, std::uint64_t number);
std::string text_key(const programme_id&, std::uint32_t number);
std::string identity_key(const agent_id&);
std::string contact_key(const agent_id&);

} // namespace kod::model
