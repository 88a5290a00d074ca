#include "persistence/keys.hpp"

#include <algorithm>

namespace kod::persistence {

std::string entity_key(const model::agent_id& id) {
  return 'a' + id.text;
}

std::string entity_key(const model::referral_id& id) {
  return 'r' + id.text;
}

std::string entity_key(const model::programme_id& id) {
  return 'p' + id.text;
}

std::string entity_key(const model::notice_subject& subject) {
  return 's' + subject.text;
}

std::string entity_key(const model::entity_write& write) {
  return std::visit([](const auto& each) { return entity_key(each.snapshot.id); }, write);
}

std::string entity_key(const model::entity_name& entity) {
  return std::visit([](const auto& each) { return entity_key(each); }, entity);
}

std::string history_prefix(std::string entity_key) {
  entity_key.push_back('\0'); // So that no id's history lies within another's.
  return entity_key;
}

std::string minute_key(model::instant end) {
  const auto since_1970 = std::max(end, model::instant{}).time_since_epoch().count();
  return std::string{minute_prefix} + ordered(static_cast<std::uint64_t>(since_1970));
}

std::string outbox_key(const std::string& name) {
  return std::string{outbox_prefix} + name;
}

std::string ordered(std::uint64_t value) {
  std::string result(sizeof value, '\0');
  for (auto byte = result.rbegin(); byte != result.rend(); ++byte, value >>= 8)
    *byte = static_cast<char>(value);
  return result;
}

std::uint64_t parse_ordered(std::string_view bytes) {
  std::uint64_t result = 0;
  if (bytes.size() != sizeof result)
    throw model::journal_failure{"damaged record: a number that isn't one"};
  for (const char byte : bytes)
    result = result << 8 | static_cast<std::uint8_t>(byte);
  return result;
}

bool live(const model::entity_write& write) {
  const auto* const referral = std::get_if<model::referral_write>(&write);
  return referral == nullptr || !model::ended(referral->snapshot);
}

} // namespace kod::persistence
