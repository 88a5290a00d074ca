#include "model/sealed.hpp"

namespace kod::model {

std::string contact_key(const referral_id& id) {
  return "referral/" + id.text + "/contact";
}

std::string text_key(const referral_id& id, std::uint32_t number) {
  return "referral/" + id.text + "/text/" + std::to_string(number);
}

std::string text_key(const agent_id& id, std::uint64_t number) {
  return "agent/" + id.text + "/text/" + std::to_string(number);
}

std::string text_key(const programme_id& id, std::uint32_t number) {
  return "programme/" + id.text + "/text/" + std::to_string(number);
}

std::string identity_key(const agent_id& id) {
  return "agent/" + id.text + "/identity";
}

std::string contact_key(const agent_id& id) {
  return "agent/" + id.text + "/contact";
}

} // namespace kod::model
