#include "model/outbox.hpp"

#include "model/overloaded.hpp"
#include "model/words.hpp"

#include <algorithm>

namespace kod::model {

namespace {

/// So that the order of keys is that of numbers.
std::string entry_key(std::uint64_t number) {
  const auto digits = std::to_string(number);
  return "entry/" + std::string(20 - digits.size(), '0') + digits;
}

} // namespace

std::string id_of(const outbox_entry& entry) {
  return entry.what.id + '-' + word(entry.via);
}

std::string key_of(const outbox_record& record) {
  return std::visit(
    overloaded{
      [](const outbox_entry& each) { return entry_key(each.number); },
      [](const outbox_mark&) { return std::string{"mark"}; },
      [](const board_told& each) { return "told/" + each.agent.text; },
    },
    record);
}

void outbox::put(const outbox_entry& entry) {
  last_number_ = std::max(last_number_, entry.number);
  by_id_[id_of(entry)] = entry.number;
  in(entry.status).insert(entry.number);
  all_.insert_or_assign(entry.number, entry);
}

void outbox::restore(outbox_entry entry) {
  put(entry);
  if (entry.status == delivery_status::waiting)
    due_[index_of(entry.via)].emplace(entry.at, entry.number);
}

void outbox::add(notification what, channel via, instant now) {
  const outbox_entry entry{
    .number = last_number_ + 1,
    .what = std::move(what),
    .via = via,
    .made_at = now,
    .at = now,
    .last_error = {}};
  if (by_id_.contains(id_of(entry)))
    return;
  put(entry);
  note(entry);
  fresh_.push_back(entry.number);
}

const outbox_entry* outbox::start_due(channel which, instant now) {
  auto& due = due_[index_of(which)];
  if (due.empty() || due.begin()->first > now)
    return nullptr;
  const auto number = due.begin()->second;
  due.erase(due.begin());
  sent_.insert(number);
  ++under_way_[index_of(which)];
  return &all_.at(number);
}

void outbox::settle(std::uint64_t number, const delivery& came, instant now) {
  const auto found = all_.find(number);
  if (sent_.erase(number) == 0 || found == all_.end())
    return;
  auto& entry = found->second;
  --under_way_[index_of(entry.via)];
  if (entry.status != delivery_status::waiting)
    return; // It was discarded meanwhile.
  entry.last_error = came.error;
  if (came.done) {
    count(entry.via, delivery_outcome::delivered);
    return move(entry, delivery_status::delivered, now);
  }
  if (came.skipped) {
    count(entry.via, delivery_outcome::skipped);
    return move(entry, delivery_status::skipped, now);
  }
  ++entry.attempts;
  count(entry.via, delivery_outcome::failed);
  if (came.for_good || entry.attempts >= most_attempts) {
    count(entry.via, delivery_outcome::dead);
    return move(entry, delivery_status::dead, now);
  }
  move(entry, delivery_status::waiting, now + pause_after(entry.attempts, id_of(entry)));
}

void outbox::move(outbox_entry& entry, delivery_status to, instant at) {
  auto& due = due_[index_of(entry.via)];
  due.erase({entry.at, entry.number});
  in(entry.status).erase(entry.number);
  entry.status = to;
  entry.at = at;
  in(to).insert(entry.number);
  if (to == delivery_status::waiting)
    due.emplace(at, entry.number);
  note(entry);
}

outbox_entry* outbox::find(const std::string& id) {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &all_.at(found->second);
}

outbox::ordered outbox::retry(const std::string& id, instant now) {
  auto* const entry = find(id);
  if (!entry || sent_.contains(entry->number))
    return {entry};
  const bool waits = due_[index_of(entry->via)].contains({entry->at, entry->number});
  if (!waits && entry->status != delivery_status::dead)
    return {entry};
  entry->attempts = 0;
  move(*entry, delivery_status::waiting, now);
  return {entry, true};
}

std::size_t outbox::retry_dead(instant now) {
  const auto dead = in(delivery_status::dead); // A copy: each leaves it.
  for (const auto number : dead)
    retry(id_of(all_.at(number)), now);
  return dead.size();
}

outbox::ordered outbox::discard(const std::string& id, instant now) {
  auto* const entry = find(id);
  if (
    !entry || (entry->status != delivery_status::waiting && entry->status != delivery_status::dead))
    return {entry};
  count(entry->via, delivery_outcome::discarded);
  move(*entry, delivery_status::discarded, now);
  return {entry, true};
}

void outbox::close(channel which, instant now) {
  const auto waiting = in(delivery_status::waiting);
  for (const auto number : waiting) {
    auto& entry = all_.at(number);
    if (entry.via != which)
      continue;
    entry.last_error = "the engine was started without this channel";
    count(which, delivery_outcome::dead);
    move(entry, delivery_status::dead, now);
  }
}

void outbox::drop(std::uint64_t number) {
  const auto found = all_.find(number);
  by_id_.erase(id_of(found->second));
  in(found->second.status).erase(number);
  all_.erase(found);
  changed_.insert(number);
}

void outbox::forget_outlived(instant now) {
  for (const auto status :
       {delivery_status::delivered,
        delivery_status::discarded,
        delivery_status::dead,
        delivery_status::skipped}) {
    auto& ended = in(status);
    const auto outlived = [&](std::uint64_t number) {
      return ended.size() > bounds_.most_ended || all_.at(number).at + bounds_.keep_for <= now;
    };
    while (!ended.empty() && !sent_.contains(*ended.begin()) && outlived(*ended.begin()))
      drop(*ended.begin());
  }
}

std::vector<outbox_write> outbox::take_changes() {
  std::vector<outbox_write> result;
  result.reserve(changed_.size());
  for (const auto number : changed_) {
    const auto found = all_.find(number);
    result.push_back(
      {entry_key(number),
       found == all_.end() ? std::nullopt : std::optional<outbox_record>{found->second}});
  }
  changed_.clear();
  storing_.insert(storing_.end(), fresh_.begin(), fresh_.end());
  fresh_.clear();
  return result;
}

void outbox::stored() {
  for (const auto number : storing_) {
    const auto found = all_.find(number);
    if (found != all_.end() && found->second.status == delivery_status::waiting)
      due_[index_of(found->second.via)].emplace(found->second.at, number);
  }
  storing_.clear();
}

void outbox::count(channel which, delivery_outcome outcome) {
  ++standing_.outcomes[index_of(which)][static_cast<std::size_t>(outcome)];
}

outbox_page outbox::page(
  std::optional<delivery_status> status,
  std::optional<std::uint64_t> before,
  std::size_t limit) const {
  outbox_page result;
  auto at = before ? all_.lower_bound(*before) : all_.end();
  while (at != all_.begin()) {
    const auto& entry = (--at)->second;
    if (status && *status != entry.status)
      continue;
    if (result.items.size() == limit) {
      result.next = result.items.back().number;
      break;
    }
    result.items.push_back(entry);
  }
  return result;
}

const outbox_standing& outbox::standing() {
  const auto& waiting = in(delivery_status::waiting);
  standing_.waiting = waiting.size();
  standing_.dead = in(delivery_status::dead).size();
  standing_.oldest_made_at =
    waiting.empty() ? std::nullopt : std::optional{all_.at(*waiting.begin()).made_at};
  return standing_;
}

} // namespace kod::model
