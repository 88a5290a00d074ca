#pragma once

#include "model/referral_commands.hpp"

// INTERNAL to the model: one function for each command, by theme in a file of its own, and what
// they share. `decide` visits them.

namespace kod::model::referral_rules {

// What the engine does by itself: referral_decide.cpp.
referral_decision answer(const referral&, const take_request&, const circumstances&);
referral_decision answer(const referral&, const make_offer&, const circumstances&);
referral_decision answer(const referral&, const make_mass&, const circumstances&);
referral_decision answer(const referral&, const close_window&, const circumstances&);
referral_decision answer(const referral&, const withdraw&, const circumstances&);
referral_decision answer(const referral&, const follow_opening&, const circumstances&);
referral_decision answer(const referral&, const mark_overdue&, const circumstances&);
referral_decision answer(const referral&, const restart_referral&, const circumstances&);

// What agents answer to an offer or a board: referral_answers.cpp.
referral_decision answer(const referral&, const accept&, const circumstances&);
referral_decision answer(const referral&, const reject&, const circumstances&);

// What whoever calls the resident reports: referral_work.cpp.
referral_decision answer(const referral&, const mark_contacted&, const circumstances&);
referral_decision answer(const referral&, const complete&, const circumstances&);
referral_decision answer(const referral&, const release&, const circumstances&);

// What residents and operators order: referral_orders.cpp.
referral_decision answer(const referral&, const cancel&, const circumstances&);
referral_decision answer(const referral&, const assign&, const circumstances&);
referral_decision answer(const referral&, const broadcast&, const circumstances&);
referral_decision answer(const referral&, const reveal&, const circumstances&);

/// A tenure of the given kind is this agent's.
bool has(const referral&, const agent_id&, tenure_kind);

/// The offer can be answered no more: its window has closed; or it was made by an earlier start
/// and later than now, so that the clock was set back meanwhile and nobody knows how long it has
/// waited.
bool window_over(const tenure& offer, const circumstances&);

/// How this agent's last tenure ended; none: it never had one that ended.
std::optional<exclusion_cause> last_exclusion(const referral&, const agent_id&);

/// Nothing in the referral's own state keeps it from this agent's board.
bool listed_for(const referral&, const agent_id&);

/// An ask about the referral's next tenure, or a look at a board.
agent_ask ask(const referral&, const agent_id&, ask_kind);

/// An ask about the running tenure.
agent_ask ask_holder(const referral&, ask_kind);

/// The running tenure, if there is one, ends; an offer is withdrawn for the given cause.
void end_tenure(referral_change&, const referral&, withdrawal_cause);

/// Seals what somebody typed as the referral's next text and answers its number; 0: nothing was.
std::uint32_t seal_text(referral_change&, const referral&, const std::string& text);

} // namespace kod::model::referral_rules
