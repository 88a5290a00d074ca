#include "actors/kind_roll.hpp"

#include <utility>

namespace kod::actors {

actor_row row_of(std::string_view kind, const roll_entry& entry, const actor_figures& figures) {
  actor_row row;
  row.kind = kind;
  row.id = entry.id;
  row.figures = figures;
  row.restarts = entry.restarts;
  row.put_aside = entry.seen == nullptr;
  if (entry.seen) {
    row.timers = entry.seen->timers();
    row.last_error = entry.seen->last_error();
  }
  if (!row.last_error && entry.died_of)
    row.last_error = *entry.died_of;
  return row;
}

roll_entry kind_roll::entry_of(const sheet& its, std::string_view id, const observable* seen) {
  roll_entry entry{.id = id, .seen = seen};
  if (const auto before = its.pasts.find(id); before != its.pasts.end()) {
    entry.restarts = before->second.restarts;
    if (!before->second.died_of.empty())
      entry.died_of = &before->second.died_of;
  }
  return entry;
}

void kind_roll::enter(const std::string& id, roll_member one) {
  auto& its = of(id);
  const std::scoped_lock lock{its.mutex};
  its.living.insert_or_assign(id, std::move(one));
}

void kind_roll::leave(const std::string& id) {
  auto& its = of(id);
  const std::scoped_lock lock{its.mutex};
  const auto found = its.living.find(id);
  if (found == its.living.end())
    return;
  auto figures = found->second.seen->figures();
  figures.waiting = 0; // Its farewell: nobody waits for that.
  figures.oldest = {};
  its.ended += figures;
  its.living.erase(found);
}

void kind_roll::note_death(const std::string& id, std::string of_what) {
  auto& its = of(id);
  const std::scoped_lock lock{its.mutex};
  its.pasts[id].died_of = std::move(of_what);
}

void kind_roll::note_restart(const std::string& id) {
  auto& its = of(id);
  const std::scoped_lock lock{its.mutex};
  ++its.pasts[id].restarts;
}

void kind_roll::put_aside(const std::string& id) {
  auto& its = of(id);
  const std::scoped_lock lock{its.mutex};
  its.pasts[id].aside = true;
}

void kind_roll::take_back(const std::string& id) {
  auto& its = of(id);
  const std::scoped_lock lock{its.mutex};
  auto& before = its.pasts[id];
  before.aside = false;
  ++before.restarts;
}

std::optional<actor_row> kind_roll::find(const std::string& id) const {
  const auto& its = sheets_[number_of(id)];
  const std::scoped_lock lock{its.mutex};
  if (const auto one = its.living.find(id); one != its.living.end())
    return row_of(kind_, entry_of(its, id, one->second.seen), one->second.seen->figures());
  if (const auto before = its.pasts.find(id); before != its.pasts.end() && before->second.aside)
    return row_of(kind_, entry_of(its, id, nullptr), {});
  return std::nullopt;
}

void roll_book::add(const introduce& one) {
  const std::scoped_lock lock{mutex_};
  singles_.push_back(one);
}

std::vector<introduce> roll_book::singles() const {
  const std::scoped_lock lock{mutex_};
  return singles_;
}

} // namespace kod::actors
