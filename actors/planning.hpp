#pragma once

#include "model/programme.hpp"
#include "model/referral_commands.hpp"
#include "model/roster.hpp"

#include <memory>
#include <optional>
#include <set>
#include <vector>

// What referrals and the dispatcher tell each other: plans, openings, and who sees the boards. Part
// of actors/interfaces.hpp.

namespace kod::actors {

struct plan {
  model::referral_id referral;
  model::instant callback_by{};
  model::instant requested_at{};
  model::point where;
  model::language language;
  std::vector<model::agent_id> excluded;
};
struct planned {
  model::referral_id referral;
  std::optional<model::choice> chosen; // None: nobody suitable is offerable.
};
struct plan_done {
  model::referral_id referral;
};
/// The plan that a referral needs once the programme opens; a newer one of it counts.
struct await_opening {
  plan wanted;
  model::instant opens_at{};
};
/// The clock may have come to an opening.
struct look_at_openings {};
/// What the programme is from now on.
struct programme_is {
  std::shared_ptr<const model::programme> now;
};
/// Another opening than the one that the referral waits for; none: the programme is open, and a
/// `planned` follows.
struct move_opening {
  model::referral_id referral;
  model::follow_opening command;
};
/// Its actor was put aside: whatever its card says, it can't be offered anything until the next
/// one.
struct agent_put_aside {
  model::agent_id agent;
};
/// A referral is listed as Mass now; answered with who sees it.
struct list_as_mass {
  model::referral_id referral;
  model::language language;
};
struct unlist {
  model::referral_id referral;
  model::language language;
};
struct mass_audience {
  model::audience who{};
  std::uint64_t as_of = 0; // Grows with each card that the dispatcher takes.
};
/// The audience of a language's board has changed. It takes the way through the registry, so that
/// a later `mass_audience` may overtake it.
struct audience_changed {
  model::referral_id referral;
  mass_audience now;
};
/// Who sees each language's board, and how many could be called.
struct get_boards {};
struct boards {
  std::shared_ptr<const std::set<model::language>> spoken; // By an available agent.
  std::size_t available = 0;
  std::size_t offerable = 0;

  model::audience audience_of(const model::language&) const;
};

} // namespace kod::actors
