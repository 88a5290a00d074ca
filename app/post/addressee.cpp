#include "app/post/addressee.hpp"

namespace kod::app {

namespace {

template <class Content>
std::optional<Content> unsealed(const model::archive& stored, const std::string& key) {
  const auto content = stored.unseal(key);
  const auto* wanted = content ? std::get_if<Content>(&*content) : nullptr;
  return wanted ? std::optional{*wanted} : std::nullopt;
}

} // namespace

std::string mail_address_of(const model::archive& stored, const model::party& who) {
  if (who.role == model::role::resident) {
    const model::referral_id request{who.id};
    const auto contact = unsealed<model::resident_contact>(stored, model::contact_key(request));
    return contact ? contact->email : std::string{};
  }
  const model::agent_id agent{who.id};
  if (const auto own = unsealed<model::agent_contact>(stored, model::contact_key(agent)))
    if (!own->email.empty())
      return own->email;
  const auto known = unsealed<model::agent_identity>(stored, model::identity_key(agent));
  return known ? known->email : std::string{};
}

std::string first_name_of(const model::archive& stored, const model::agent_id& agent) {
  const auto known = unsealed<model::agent_identity>(stored, model::identity_key(agent));
  return known ? known->name.substr(0, known->name.find(' ')) : std::string{};
}

} // namespace kod::app
