#include "persistence/admission.hpp"

#include "persistence/keys.hpp"

#include <algorithm>
#include <stdexcept>

namespace kod::persistence {

void admission::require_events(std::span<const model::batch> batches) {
  for (const auto& batch : batches)
    for (const auto& write : batch.writes)
      if (std::visit([](const auto& each) { return each.events.empty(); }, write))
        throw std::invalid_argument{"a write that says nothing of what happened"};
}

void admission::restore_version(std::string entity_key, std::uint64_t version) {
  versions_[std::move(entity_key)] = version;
}

void admission::restore_claim(const model::claim& claim) {
  claims_[claim.name] = claim;
  if (claim.expires)
    expiring_.emplace(*claim.expires, claim.name);
}

std::uint64_t admission::version_of(const std::string& entity_key) const {
  const auto found = versions_.find(entity_key);
  return found != versions_.end() ? found->second : find_(entity_key);
}

std::optional<admission::refusal> admission::check_versions(const model::batch& batch) const {
  std::vector<std::pair<std::string, std::uint64_t>> seen; // An entity may be written twice.
  for (const auto& write : batch.writes) {
    auto key = entity_key(write);
    const auto earlier =
      std::ranges::find(seen.rbegin(), seen.rend(), key, &decltype(seen)::value_type::first);
    const auto now = earlier == seen.rend() ? version_of(key) : earlier->second;
    const auto version = std::visit([](const auto& each) { return each.version; }, write);
    if (version != now + 1)
      return model::version_refused{key.substr(1), now};
    seen.emplace_back(std::move(key), version);
  }
  return std::nullopt;
}

std::optional<admission::refusal> admission::check_claims(const model::batch& batch) const {
  for (auto wanted = batch.take.begin(); wanted != batch.take.end(); ++wanted) {
    const auto twice =
      std::ranges::find(batch.take.begin(), wanted, wanted->name, &model::claim::name);
    if (twice != wanted)
      return model::claim_refused{*twice};
    const auto held = claims_.find(wanted->name);
    if (held == claims_.end() || std::ranges::count(batch.free, wanted->name) > 0)
      continue;
    if (!held->second.expires || *held->second.expires > batch.at)
      return model::claim_refused{held->second};
  }
  return std::nullopt;
}

std::optional<admission::refusal> admission::admit(const model::batch& batch) {
  if (auto refused = check_versions(batch))
    return refused;
  if (auto refused = check_claims(batch))
    return refused;
  for (const auto& write : batch.writes) {
    auto key = entity_key(write);
    if (live(write))
      ended_.erase(key);
    else
      ended_.insert(key);
    versions_[std::move(key)] = std::visit([](const auto& each) { return each.version; }, write);
  }
  for (const auto& name : batch.free)
    release(name);
  for (const auto& claim : batch.take) {
    release(claim.name);
    restore_claim(claim);
  }
  return std::nullopt;
}

void admission::release(const std::string& name) {
  const auto held = claims_.find(name);
  if (held == claims_.end())
    return;
  if (const auto until = held->second.expires) {
    auto [first, last] = expiring_.equal_range(*until);
    const auto entry =
      std::find_if(first, last, [&](const auto& each) { return each.second == name; });
    if (entry != last)
      expiring_.erase(entry);
  }
  claims_.erase(held);
}

std::vector<std::string> admission::drop_expired(model::instant at) {
  std::vector<std::string> result;
  while (!expiring_.empty() && expiring_.begin()->first <= at) {
    result.push_back(std::move(expiring_.begin()->second));
    claims_.erase(result.back());
    expiring_.erase(expiring_.begin());
  }
  return result;
}

void admission::written() {
  for (const auto& key : ended_)
    versions_.erase(key);
  ended_.clear();
}

} // namespace kod::persistence
