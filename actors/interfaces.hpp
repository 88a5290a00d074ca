#pragma once

#include "actors/backup_interfaces.hpp"
#include "actors/courier_interfaces.hpp"
#include "actors/dead_letters.hpp"
#include "actors/engine_error.hpp"
#include "actors/planning.hpp"
#include "actors/questions.hpp"
#include "actors/record_interfaces.hpp"
#include "actors/roll.hpp"
#include "model/agent_commands.hpp"
#include "model/clock.hpp"
#include "model/programme_decide.hpp"
#include "model/referral_commands.hpp"

#include <caf/actor.hpp>
#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/error.hpp>
#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>

#include <map>
#include <memory>
#include <set>

// Every message and every actor's interface: the system's map, in the order in which work flows.
// Who waits for whom: gateway -> referral -> agent -> agent with a higher id -> journal, each with
// `await` and never the other way; the registry between them only passes on. Everything else is a
// plain message that nobody waits for. Pages of their own have what only looks
// (actors/questions.hpp), how all actors stand (actors/roll.hpp), the backups
// (actors/backup_interfaces.hpp), the courier (actors/courier_interfaces.hpp), what is never
// handled (actors/dead_letters.hpp), and what operators look back on
// (actors/record_interfaces.hpp).

namespace kod::actors {

// -- what clients ask for -----------------------------------------------------

struct request_order {
  model::party by;
  model::take_request request; // Its id is drawn by the registry.
};
/// Also the answer to a repeated Idempotency-Key.
struct request_taken {
  model::referral_id id;
  model::instant requested_at{};
  model::instant callback_by{};
};
struct referral_order {
  model::referral_id referral;
  model::party by;
  model::referral_command command;
  /// The versions at which it holds, of which the caller has seen one; none: whatever it is now.
  std::optional<std::vector<std::uint64_t>> only_at{};
  std::string from{}; // The client's address: for the audit alone.
};
struct agent_order {
  model::agent_id agent;
  model::party by;
  model::agent_command command;
  std::string from{};
};
struct programme_order {
  model::party by;
  model::programme_command command;
  std::string from{};
};
/// What is to stand in the audit, and changes no entity: a sign-in.
struct notice_order {
  model::party by;
  model::notice notice;
  std::string from{};
};

// -- a commit of a referral and of an agent -----------------------------------

/// The referral's half on its way through its agents: `asks.front()` is the receiver's. The last
/// one gives the journal the whole.
struct join {
  model::batch halves;
  std::vector<model::agent_ask> asks;
  model::circumstances when;
};
struct joined {
  std::uint64_t sequence = 0; // 0: nothing was written.
};
struct commit {
  model::batch batch;
};
struct commit_answer {
  model::append_result result;
};
struct stored_batch {
  model::batch batch; // Without its sealed contents.
  std::uint64_t last_sequence = 0;
};
/// What is durable now, in the journal's order.
struct stored {
  std::shared_ptr<const std::vector<stored_batch>> batches;
};

// -- what actors tell each other ----------------------------------------------

/// The first word to each entity's actor. `again`: it was started again alone, memory in doubt.
struct be_born {
  bool again = false;
  bool planned = false; // The dispatcher has a plan for it already, or is making one.
  std::optional<model::party> asked_by{}; // Where it had been put aside.
  /// When that was: nobody could answer the offers before. Also told to one that dies at its
  /// return.
  std::optional<model::instant> absent_until{};
};
/// The agent's entry is `withdrawn`; idempotent by number.
struct withdraw_offer {
  model::referral_id referral;
  model::withdraw command;
};
/// The referral was put aside and can't let go of the agent's offer now: nobody need wait for it.
struct cannot_let_go {
  model::referral_id referral;
};
/// A restarted referral asks for what it may have missed: is its offer withdrawn?
struct remind {
  model::agent_id agent;
  model::referral_id referral;
  std::uint32_t number = 0;
};
using entity_id = std::variant<model::referral_id, model::agent_id>;
enum class alarm : std::uint8_t { reply, promise, opening, agent_time };
/// `number` is the offer's, so that a late alarm is known and does nothing.
struct arm {
  entity_id whose;
  actors::alarm alarm{};
  std::uint32_t number = 0;
  model::instant at{};
};
struct due {
  entity_id whose;
  actors::alarm alarm{};
  std::uint32_t number = 0;
};
struct tick {
  std::uint64_t number = 0; // Only the newest counts.
};
/// Entities that have something to do or to say.
struct wake {
  std::vector<entity_id> who;
};
/// An entity's actor has nothing more to do, and may end.
struct retire {
  entity_id who;
};
struct farewell {};
/// An agent that may not have heard yet what holds for its county.
struct tell_of_county {
  model::agent_id agent;
  std::string county;
};
struct write_now {};
struct answer_plans {};
struct entity_world; // What each entity's actor is given: actors/entity.hpp.
struct settle_in {
  std::shared_ptr<const entity_world> world;
  model::stored<model::programme> programme{}; // Version 0: nothing is stored of it yet.
  model::programme settings{};                 // What holds until an operator has set it.
};

// -- the actors ---------------------------------------------------------------

/// The REGISTRY: knows each entity's actor, spawns it when it is first spoken to, and starts one
/// that died again. Everything that is addressed by id passes through it; it waits for nobody but
/// the journal, and for that only while the programme changes.
using registry_actor = caf::typed_actor<
  // The first message of all: everybody else is there.
  caf::reacts_to<settle_in>,
  caf::reacts_to<wake>,
  // INTERNAL: once more, after it failed.
  caf::reacts_to<tell_of_county>,
  caf::replies_to<request_order>::with<request_taken>,
  caf::replies_to<referral_order>::with<model::referral_view>,
  caf::replies_to<agent_order>::with<model::agent_view>,
  caf::replies_to<notice_order>::with<commit_answer>,
  // It keeps the programme, since every request passes here.
  caf::replies_to<programme_order>::with<model::programme>,
  caf::replies_to<see_programme>::with<model::programme>,
  caf::replies_to<join>::with<joined>,
  caf::reacts_to<withdraw_offer>,
  caf::reacts_to<remind>,
  caf::reacts_to<planned>,
  caf::reacts_to<move_opening>,
  caf::reacts_to<audience_changed>,
  caf::reacts_to<due>,
  // The entity is idle and has ended: it is forgotten, and woken on demand.
  caf::reacts_to<retire>,
  caf::reacts_to<introduce>,
  caf::replies_to<restart_actor>::with<restart_answer>>;

/// A REFERRAL: owns one referral's state and is its only writer.
using referral_actor = caf::typed_actor<
  // Decides, commits alone or with an agent, answers what the caller may see.
  caf::replies_to<request_order>::with<request_taken>,
  caf::replies_to<referral_order>::with<model::referral_view>,
  caf::reacts_to<planned>,
  caf::reacts_to<move_opening>,
  caf::reacts_to<withdraw_offer>,
  caf::reacts_to<audience_changed>,
  caf::reacts_to<due>,
  caf::reacts_to<be_born>,
  // INTERNAL: the registry has forgotten this actor, and nothing can come any more.
  caf::reacts_to<farewell>>;

/// An AGENT: owns one agent's state and ledger and is its only writer.
using agent_actor = caf::typed_actor<
  caf::replies_to<agent_order>::with<model::agent_view>,
  // Adds its half and passes the whole on, or refuses, and then nothing is written.
  caf::replies_to<join>::with<joined>,
  caf::reacts_to<remind>,
  caf::reacts_to<cannot_let_go>,
  caf::reacts_to<due>,
  caf::reacts_to<be_born>,
  caf::reacts_to<farewell>>;

/// The DISPATCHER: names an agent for a referral, holds those that wait for the programme's
/// opening, and says who sees which board. Owns no durable state.
using dispatcher_actor = caf::typed_actor<
  caf::reacts_to<model::agent_card>,
  caf::reacts_to<agent_put_aside>,
  caf::reacts_to<plan>,
  caf::reacts_to<plan_done>,
  caf::reacts_to<await_opening>,
  caf::reacts_to<look_at_openings>,
  caf::reacts_to<programme_is>,
  caf::replies_to<list_as_mass>::with<mass_audience>,
  caf::reacts_to<unlist>,
  caf::replies_to<get_boards>::with<boards>,
  // INTERNAL: all plans that had arrived are here; the oldest promise is answered first.
  caf::reacts_to<answer_plans>>;

/// The TIMER: one heap for all deadlines, on one tick.
using timer_actor = caf::typed_actor<
  caf::reacts_to<arm>,
  caf::reacts_to<arm_backup>,
  // INTERNAL: look at the clock.
  caf::reacts_to<tick>>;

/// The JOURNAL: the only writer. Takes what has queued up, writes and syncs it at once, answers.
using journal_actor = caf::typed_actor<
  caf::replies_to<commit>::with<commit_answer>,
  caf::reacts_to<keep_minute>,
  // INTERNAL: all commits that had arrived are here.
  caf::reacts_to<write_now>>;

/// The DIRECTORY: all reading, off the hot path, from the archive and its own counts.
using directory_actor = caf::typed_actor<
  caf::replies_to<see_referral>::with<model::referral_view>,
  caf::replies_to<see_agent>::with<model::agent_view>,
  caf::replies_to<list_referrals>::with<referral_page>,
  caf::replies_to<list_desk>::with<referral_page>,
  caf::replies_to<list_agents>::with<agent_page>,
  caf::replies_to<get_history>::with<history_page>,
  caf::replies_to<find_kept>::with<request_taken>,
  caf::replies_to<read_feed>::with<feed_page>,
  caf::replies_to<list_audit>::with<audit_page>,
  caf::replies_to<get_stats>::with<stats>,
  caf::reacts_to<backup_standing>,
  caf::reacts_to<model::outbox_standing>,
  caf::reacts_to<stored>>;

/// Called on the feed's thread, for one event after the other; answers whether it wants more.
using feed_sink = std::function<bool(const feed_item&)>;
struct subscribe {
  std::optional<model::agent_id> only; // What concerns this agent; else everything.
  std::optional<std::uint64_t> after;  // A sequence to go on from; none: begin now.
  feed_sink sink;
  std::function<bool()> gone{}; // Whether nobody hears it any more, though nothing was to tell.
};
struct subscribed {
  std::uint64_t from = 0; // What comes after this sequence will be told as news.
  bool behind = false;    // Too much lies between: not taken on, there is more to read first.
};

/// The FEED: tells what was stored, in the journal's order.
using feed_actor =
  caf::typed_actor<caf::replies_to<subscribe>::with<subscribed>, caf::reacts_to<stored>>;

/// What the outside is given.
struct engine {
  registry_actor registry;
  directory_actor directory;
  feed_actor feed;
  backups_actor backups{}; // None: there is nowhere to keep any.
  courier_actor courier{}; // None: nobody is told anything.
  letters_actor letters{};
  exports_actor exports{};
  minutes_actor minutes{}; // None: nobody keeps any.
  roll_actor roll{};
};

} // namespace kod::actors

#include "actors/message_types.hpp" // What CAF must be told of these types.
