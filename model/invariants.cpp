#include "model/invariants.hpp"

#include "model/history.hpp"
#include "model/listing.hpp"

#include <algorithm>
#include <string_view>

namespace kod::model {

namespace {

std::string name_of(const referral& one) {
  return "referral " + one.id.text;
}

std::string name_of(const agent& one) {
  return "agent " + one.id.text;
}

std::string name_of(const programme&) {
  return "the programme";
}

/// The ledger entry and the tenure are two sides of one thing.
bool same(const tenure& held, const ledger_entry& entry) {
  const bool in_progress = entry.state == entry_state::in_progress;
  return held.number == entry.number && held.assigned == entry.assigned
         && (held.kind == tenure_kind::in_progress) == in_progress;
}

/// Walks the archive once and notes what it finds wrong.
class checker {
public:
  checker(const archive& stored, const dispatch_settings& settings, const check_progress& progress)
    : stored_{stored}, settings_{settings}, progress_{progress}, total_{
                                                                   2 * stored.last_sequence()} {}

  std::vector<std::string> run() {
    check_sequence();
    stored_.each_referral({}, [this](const stored<referral>& one) { return check(one); });
    stored_.each_agent({}, [this](const stored<agent>& one) { return check(one); });
    if (const auto one = stored_.find(the_programme))
      check_history<programme, programme_event>(*one, whole_history(stored_, the_programme));
    check_rows();
    return std::move(found_);
  }

private:
  void expect(bool holds, const std::string& who, std::string_view rule) {
    if (!holds)
      found_.push_back(who + ": " + std::string{rule});
  }

  void advance(std::uint64_t events) {
    done_ += events;
    if (progress_)
      progress_(done_, total_);
  }

  void check_sequence();
  bool check(const stored<referral>&);
  bool check(const stored<agent>&);
  template <class Entity, class Event>
  void check_history(const stored<Entity>&, const std::vector<recorded_event>&);
  void check_next_step(const referral&);
  void check_tenure(const referral&);
  void check_claims(const referral&, const std::vector<recorded_event>&);
  void check_own_rows(const referral&);
  void check_registration(const agent&);
  void check_ledger(const agent&);
  void check_rows();

  const archive& stored_;
  const dispatch_settings& settings_;
  const check_progress& progress_;
  std::vector<std::string> found_;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
};

void checker::check_sequence() {
  std::uint64_t last = 0;
  each_event(stored_, [&](const recorded_event& event) {
    expect(
      event.sequence == last + 1,
      "event " + std::to_string(event.sequence),
      "the journal's sequence has a gap before it");
    last = event.sequence;
    advance(1);
  });
  expect(
    last == stored_.last_sequence(),
    "event " + std::to_string(last),
    "the journal's last sequence is another");
}

bool checker::check(const stored<referral>& one) {
  const auto& now = one.snapshot;
  const auto history = whole_history(stored_, now.id);
  check_history<referral, referral_event>(one, history);
  check_next_step(now);
  check_tenure(now);
  check_claims(now, history);
  check_own_rows(now);
  return true;
}

bool checker::check(const stored<agent>& one) {
  check_history<agent, agent_event>(one, whole_history(stored_, one.snapshot.id));
  check_registration(one.snapshot);
  check_ledger(one.snapshot);
  return true;
}

template <class Entity, class Event>
void checker::check_history(const stored<Entity>& one, const std::vector<recorded_event>& history) {
  const auto who = name_of(one.snapshot);
  Entity folded;
  std::uint64_t version = 0;
  for (const auto& recorded : history) {
    const bool same_commit = recorded.version == version && version > 0;
    expect(same_commit || recorded.version == version + 1, who, "its versions have a gap");
    version = recorded.version;
    if (const auto* event = std::get_if<Event>(&recorded.event))
      folded = evolve(std::move(folded), *event);
    else
      expect(false, who, "its history holds another kind's event");
  }
  expect(version == one.version, who, "the snapshot's version isn't its history's");
  expect(folded == one.snapshot, who, "folding its history doesn't give its snapshot");
  advance(history.size());
}

void checker::check_next_step(const referral& now) {
  const auto who = name_of(now);
  const bool works = now.tenure && now.tenure->kind == tenure_kind::in_progress;
  expect(
    works == (now.status == referral_status::in_progress),
    who,
    "it is In Progress with nobody, or with somebody and not In Progress");
  expect(!ended(now) || (!now.tenure && now.ended_at), who, "it has ended and somebody has it");
  if (now.status != referral_status::pending)
    return;
  const bool offer_ends = open_offer(now) && now.tenure->reply_by;
  expect(
    offer_ends || listed_as_mass(now) || waits_for_plan(now),
    who,
    "it is Pending without a next step");
  expect(
    !open_offer(now) || now.type == referral_type::general,
    who,
    "a Mass referral is offered to one agent");
  expect(stored_.unseal(contact_key(now.id)).has_value(), who, "its contact information is gone");
}

void checker::check_tenure(const referral& now) {
  if (!now.tenure)
    return;
  const auto who = name_of(now) + " and agent " + now.tenure->agent.text;
  const auto holder = stored_.find(now.tenure->agent);
  const auto* entry = holder ? entry_of(holder->snapshot, now.id) : nullptr;
  expect(entry && same(*now.tenure, *entry), who, "the tenure is not in the agent's ledger");
}

void checker::check_claims(const referral& now, const std::vector<recorded_event>& history) {
  const auto who = name_of(now);
  for (const auto& name : now.claims) {
    const auto held = stored_.find_claim(name);
    expect(held && held->owner == now.id.text, who, "it is open and doesn't hold its claims");
  }
  const auto* first = history.empty() ? nullptr : std::get_if<referral_event>(&history[0].event);
  const auto* request = first ? std::get_if<requested>(first) : nullptr;
  if (!ended(now) || request == nullptr)
    return;
  for (const auto& name : request->claims) {
    const auto held = stored_.find_claim(name);
    expect(!held || held->owner != now.id.text, who, "it has ended and holds its claims");
  }
}

void checker::check_own_rows(const referral& now) {
  for (const auto& row : rows_of(now)) {
    bool placed = false;
    stored_.each_row(row, {}, [&](const placed_row& each) {
      placed = each.key == row;
      return false;
    });
    expect(placed, name_of(now), "it is missing in a list");
  }
}

/// Those that are missing are found with their referral; here, those that shouldn't be.
void checker::check_rows() {
  stored_.each_row({}, {}, [this](const placed_row& row) {
    const auto id = referral_of_row(row.key);
    const auto owner = stored_.find(id);
    expect(
      owner && stands_in(owner->snapshot, row.key),
      "referral " + id.text,
      "it stands in a list where it doesn't belong");
    return true;
  });
}

void checker::check_registration(const agent& now) {
  const auto who = name_of(now);
  if (now.registration == registration_status::registered)
    expect(
      now.misses < settings_.misses_to_deregister, who, "it is Registered with too many misses");
  else
    expect(
      count_entries(now, entry_state::open) == 0, who, "it holds an offer and isn't Registered");
  const auto npn = stored_.find_claim("npn/" + now.npn);
  expect(npn && npn->owner == now.id.text, who, "it doesn't hold its NPN");
}

void checker::check_ledger(const agent& now) {
  std::uint32_t offers = 0, open = 0; // But for what an operator assigned.
  for (const auto& entry : now.ledger) {
    const auto what = name_of(now) + " and referral " + entry.referral.text;
    const auto found = stored_.find(entry.referral);
    const auto* held = found && found->snapshot.tenure ? &*found->snapshot.tenure : nullptr;
    expect(
      held && held->agent == now.id && same(*held, entry),
      what,
      "the ledger's entry is not the referral's tenure");
    if (entry.assigned || entry.state == entry_state::withdrawn)
      continue;
    ++open;
    offers += entry.state == entry_state::open ? 1 : 0;
  }
  expect(offers <= 1, name_of(now), "it holds more than one offer that nobody assigned");
  expect(open <= settings_.max_open_per_agent, name_of(now), "it is over the limit");
}

} // namespace

std::vector<std::string> violations(
  const archive& stored, const dispatch_settings& settings, const check_progress& progress) {
  return checker{stored, settings, progress}.run();
}

} // namespace kod::model
