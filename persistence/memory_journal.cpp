#include "persistence/memory_journal.hpp"

#include "persistence/keys.hpp"

#include <algorithm>
#include <utility>

namespace kod::persistence {

namespace {

template <class Map, class Key>
std::optional<typename Map::mapped_type> look_up(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional{found->second};
}

/// Entry by entry, so that the visitor may ask the journal for more.
template <class Map, class Visit>
void each_entry(std::mutex& guard, const Map& map, typename Map::key_type from, Visit visit) {
  for (bool inclusive = true;; inclusive = false) {
    std::unique_lock lock{guard};
    const auto next = inclusive ? map.lower_bound(from) : map.upper_bound(from);
    if (next == map.end())
      return;
    const auto entry = *next;
    lock.unlock();
    if (!visit(entry))
      return;
    from = entry.first;
  }
}

} // namespace

memory_journal::memory_journal() : memory_journal{contents{}, 1} {}

memory_journal::memory_journal(contents found, std::uint64_t start)
  : contents_{std::move(found)}, start_{start}, admission_{[this](const std::string& key) {
      const auto of = [](const auto& stored) { return stored ? stored->version : 0; };
      const auto id = key.substr(1);
      if (key.starts_with('p'))
        return of(contents_.programme);
      return key.starts_with('a') ? of(look_up(contents_.agents, model::agent_id{id}))
                                  : of(look_up(contents_.referrals, model::referral_id{id}));
    }} {
  for (const auto& each : contents_.claims)
    admission_.restore_claim(each.second);
}

std::unique_ptr<memory_journal> memory_journal::reopened() const {
  const std::lock_guard lock{guard_};
  return std::unique_ptr<memory_journal>{new memory_journal{contents_, start_ + 1}};
}

void memory_journal::fail_after(std::size_t appends, fate of_the_first_that_fails) {
  appends_left_ = appends;
  fate_ = of_the_first_that_fails;
}

std::vector<model::append_result> memory_journal::append(std::span<const model::batch> batches) {
  admission::require_events(batches);
  if (appends_left_ && *appends_left_ == 0) {
    if (std::exchange(fate_, fate::lost) == fate::kept)
      write(batches);
    throw model::journal_failure{"the journal was told to fail"};
  }
  if (appends_left_)
    --*appends_left_;
  return write(batches);
}

std::vector<model::append_result> memory_journal::write(std::span<const model::batch> batches) {
  const std::lock_guard lock{guard_};
  std::vector<model::append_result> result;
  for (const auto& batch : batches) {
    for (const auto& name : admission_.drop_expired(batch.at))
      contents_.claims.erase(name);
    if (const auto refused = admission_.admit(batch)) {
      std::visit([&](const auto& why) { result.emplace_back(why); }, *refused);
      continue;
    }
    store(batch);
    admission_.written();
    result.emplace_back(model::committed{contents_.events.size()});
  }
  return result;
}

void memory_journal::store(const model::batch& batch) {
  for (const auto& write : batch.writes)
    std::visit(
      [&](const auto& each) {
        for (const auto& event : each.events)
          store_event({0, each.version, batch.at, batch.by, each.snapshot.id, event, batch.from});
        store_snapshot(each);
      },
      write);
  for (const auto& each : batch.notices)
    store_event({0, 0, batch.at, batch.by, each.subject, each.event, batch.from});
  store_rest(batch);
}

void memory_journal::store_event(model::recorded_event event) {
  event.sequence = contents_.events.size() + 1;
  contents_.histories[entity_key(event.entity)].push_back(event.sequence);
  contents_.events.push_back(std::move(event));
}

void memory_journal::store_snapshot(const model::referral_write& write) {
  contents_.referrals[write.snapshot.id] = {write.version, write.snapshot};
}

void memory_journal::store_snapshot(const model::agent_write& write) {
  contents_.agents[write.snapshot.id] = {write.version, write.snapshot};
}

void memory_journal::store_snapshot(const model::programme_write& write) {
  contents_.programme = {write.version, write.snapshot};
}

void memory_journal::store_rest(const model::batch& batch) {
  for (const auto& name : batch.free)
    contents_.claims.erase(name);
  for (const auto& claim : batch.take)
    contents_.claims[claim.name] = claim;
  for (const auto& [key, content] : batch.sealed)
    if (content)
      contents_.sealed[key] = *content;
    else
      contents_.sealed.erase(key);
  for (const auto& row : batch.rows)
    if (row.placed)
      contents_.rows[row.key] = contents_.events.size();
    else
      contents_.rows.erase(row.key);
  for (const auto& [key, record] : batch.outbox)
    if (record)
      contents_.outbox.insert_or_assign(key, *record);
    else
      contents_.outbox.erase(key);
}

std::optional<model::stored<model::referral>>
memory_journal::find(const model::referral_id& id) const {
  const std::lock_guard lock{guard_};
  return look_up(contents_.referrals, id);
}

std::optional<model::stored<model::agent>> memory_journal::find(const model::agent_id& id) const {
  const std::lock_guard lock{guard_};
  return look_up(contents_.agents, id);
}

std::optional<model::stored<model::programme>>
memory_journal::find(const model::programme_id&) const {
  const std::lock_guard lock{guard_};
  return contents_.programme;
}

void memory_journal::each_agent(
  const model::agent_id& from,
  const std::function<bool(const model::stored<model::agent>&)>& visit) const {
  each_entry(
    guard_, contents_.agents, from, [&](const auto& entry) { return visit(entry.second); });
}

void memory_journal::each_referral(
  const model::referral_id& from,
  const std::function<bool(const model::stored<model::referral>&)>& visit) const {
  each_entry(
    guard_, contents_.referrals, from, [&](const auto& entry) { return visit(entry.second); });
}

void memory_journal::each_row(
  const std::string& prefix,
  const std::string& after,
  const std::function<bool(const model::placed_row&)>& visit) const {
  each_entry(guard_, contents_.rows, std::max(prefix, after), [&](const auto& entry) {
    if (entry.first == after)
      return true;
    return entry.first.starts_with(prefix) && visit({entry.first, entry.second});
  });
}

std::vector<model::recorded_event> memory_journal::history(
  const model::entity_name& entity, std::uint64_t after, std::size_t most) const {
  const std::lock_guard lock{guard_};
  std::vector<model::recorded_event> result;
  const auto found = contents_.histories.find(entity_key(entity));
  if (found == contents_.histories.end())
    return result;
  auto next = std::ranges::upper_bound(found->second, after);
  for (; next != found->second.end() && result.size() < most; ++next)
    result.push_back(contents_.events[*next - 1]);
  return result;
}

std::vector<model::recorded_event>
memory_journal::since(std::uint64_t after, std::size_t most) const {
  const std::lock_guard lock{guard_};
  const auto first = std::min<std::size_t>(after, contents_.events.size());
  const auto last = first + std::min(most, contents_.events.size() - first);
  using offset = std::ptrdiff_t;
  return {
    contents_.events.begin() + static_cast<offset>(first),
    contents_.events.begin() + static_cast<offset>(last)};
}

std::uint64_t memory_journal::last_sequence() const {
  const std::lock_guard lock{guard_};
  return contents_.events.size();
}

std::optional<model::sealed_content> memory_journal::unseal(const std::string& key) const {
  const std::lock_guard lock{guard_};
  return look_up(contents_.sealed, key);
}

std::optional<model::claim> memory_journal::find_claim(const std::string& name) const {
  const std::lock_guard lock{guard_};
  return look_up(contents_.claims, name);
}

void memory_journal::keep(const model::minute_record& minute) {
  const std::lock_guard lock{guard_};
  auto& kept = contents_.minutes;
  kept.erase(kept.begin(), kept.lower_bound(minute.at - model::minutes_kept));
  kept[minute.at] = minute;
}

std::vector<model::minute_record> memory_journal::kept_since(model::instant from) const {
  const std::lock_guard lock{guard_};
  std::vector<model::minute_record> result;
  for (auto at = contents_.minutes.lower_bound(from); at != contents_.minutes.end(); ++at)
    result.push_back(at->second);
  return result;
}

void memory_journal::each_outbox_record(
  const std::function<void(const model::outbox_record&)>& visit) const {
  each_entry(guard_, contents_.outbox, std::string{}, [&](const auto& entry) {
    visit(entry.second);
    return true;
  });
}

} // namespace kod::persistence
