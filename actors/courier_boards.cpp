#include "actors/courier.hpp"
#include "model/overloaded.hpp"

#include <algorithm>

// Which referrals stand on the Mass boards, and who is told of it.

namespace kod::actors {

void courier_state::note_listed(const model::referral& now, model::instant since) {
  auto& board = boards_[now.language];
  if (board.empty()) {
    if (std::ranges::find(mark_.rushes, now.language, &model::rush::language) == mark_.rushes.end())
      mark_.rushes.push_back({now.language, since});
    next_board_look_ = {};
  }
  board.insert(now.id);
  listed_.insert_or_assign(now.id, now.language);
}

void courier_state::note_unlisted(const model::referral_id& id) {
  const auto found = listed_.find(id);
  if (found == listed_.end())
    return;
  const auto language = found->second;
  listed_.erase(found);
  auto& board = boards_[language];
  board.erase(id);
  if (!board.empty())
    return;
  boards_.erase(language);
  std::erase_if(mark_.rushes, [&](const auto& each) { return each.language == language; });
}

void courier_state::follow_boards(
  const model::referral_id& id, const model::referral_event& event) {
  if (const auto* listed = std::get_if<model::made_mass>(&event)) {
    const auto found = with->archive->find(id);
    if (found && model::listed_as_mass(found->snapshot)) {
      note_listed(found->snapshot, listed->at);
      hurry();
    }
    return;
  }
  const bool leaves = std::visit(
    model::overloaded{
      [](const model::offered&) { return true; },
      [](const model::accepted&) { return true; },
      [](const model::assigned&) { return true; },
      [](const model::completed&) { return true; },
      [](const model::cancelled&) { return true; },
      [](const auto&) { return false; },
    },
    event);
  if (leaves)
    note_unlisted(id);
}

std::vector<model::rushing_board> courier_state::rushing_boards() const {
  std::vector<model::rushing_board> result;
  for (const auto& rush : mark_.rushes) {
    auto& board = result.emplace_back(rush, std::vector<model::referral>{});
    for (const auto& id : boards_.at(rush.language))
      if (board.listed.size() < most_listed)
        if (auto found = with->archive->find(id))
          board.listed.push_back(std::move(found->snapshot));
  }
  return result;
}

void courier_state::tell_of_boards(model::instant time) {
  if (mark_.rushes.empty() || time < next_board_look_)
    return;
  next_board_look_ = time + between_board_looks;
  forget_told(time);
  const auto boards = rushing_boards();
  for (const auto& agent :
       model::board_hearers(*with->archive, boards, told_, with->settings, time)) {
    add(model::board_notification(agent, time));
    told_[agent] = time;
    const model::outbox_record told = model::board_told{agent, time};
    told_changes_.push_back({model::key_of(told), told});
  }
}

/// What was told so long ago keeps nobody from hearing again.
void courier_state::forget_told(model::instant time) {
  std::erase_if(told_, [&](const auto& each) {
    if (each.second + model::longest_rush > time)
      return false;
    told_changes_.push_back({model::key_of(model::board_told{each.first, {}}), std::nullopt});
    return true;
  });
}

} // namespace kod::actors
