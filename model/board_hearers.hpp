#pragma once

#include "model/journal.hpp"
#include "model/settings.hpp"

#include <map>
#include <span>
#include <vector>

namespace kod::model {

/// What stands on a language's Mass board.
struct rushing_board {
  rush since;
  std::vector<referral> listed;
};

/// Who is to be told now that something stands on their Mass board: the agents who see some of it
/// and have not heard of that rush. Reads every agent once.
std::vector<agent_id> board_hearers(
  const archive&,
  std::span<const rushing_board>,
  const std::map<agent_id, instant>& told_at,
  const dispatch_settings&,
  instant now);

} // namespace kod::model
