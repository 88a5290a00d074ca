#pragma once

#include "tests/simulation/bystanders.hpp"
#include "tests/simulation/digest.hpp"
#include "tests/simulation/moments.hpp"
#include "tests/simulation/operators.hpp"
#include "tests/simulation/outcome.hpp"
#include "tests/simulation/post_office.hpp"
#include "tests/simulation/residents.hpp"
#include "tests/simulation/store_on_disk.hpp"

namespace kod::simulation {

/// One run of the whole engine from one seed, to the first thing that doesn't hold.
class run {
public:
  static constexpr int steps = 1500;

  explicit run(std::uint64_t seed) : run{seed, faults_of(seed, steps)} {}
  /// With these faults instead of its own.
  run(std::uint64_t seed, fault_list faults)
    : seed_{seed}, luck_{seed}, faults_{std::move(faults)} {}

  outcome whole() {
    if (std::ranges::any_of(faults_, dies_alone, &fault::kind))
      look_on_.allow_overtaking();
    try {
      go_through();
      look_at_the_whole();
    } catch (const model::journal_failure& failure) {
      result_.add({std::string{"the store fails: "} + failure.what()});
    }
    sum_up();
    return std::move(result_);
  }

private:
  void go_through() {
    look_on_.look_after_start(engine_);
    open_the_house();
    for (int i = 0; i < steps && result_.broken.empty(); ++i)
      take_step(i);
    if (result_.broken.empty())
      end_well();
  }

  void open_the_house() {
    operators_.hire_all();
    settle();
    for (const auto& who : agents_.ids())
      agents_.register_all(who);
    come_to_rest();
  }

  void take_step(int step) {
    for (; next_fault_ < faults_.size() && faults_[next_fault_].step <= step; ++next_fault_)
      suffer(faults_[next_fault_]);
    if (!engine_.aside().empty()) {
      look_on_.find_aside(engine_);
      if (luck_.percent(5))
        engine_.restart_who_is_aside();
    }
    const auto what = luck_.below(1000);
    if (what < 600)
      run_some();
    else if (what < 880)
      somebody_acts();
    else if (what < 975)
      time_passes();
    else if (what < 990)
      come_to_rest();
    else if (what < 993)
      probe();
    else if (what < 997)
      pass_midnight();
    if (outside_ != nullptr)
      some_post_comes_to_its_end();
    if (engine_.died())
      start_after_failure();
    look();
  }

  void run_some() {
    for (auto most = 1 + luck_.below(pace_); most > 0 && !engine_.died(); --most)
      engine_.run_one();
  }

  void some_post_comes_to_its_end() {
    for (auto most = luck_.below(3); most > 0; --most)
      post_.bring_one();
    if (luck_.percent(1))
      engine_.retry_what_is_dead();
  }

  void somebody_acts() {
    const auto who = luck_.below(10);
    if (who < 6)
      return agents_.act();
    if (who < 8)
      return residents_.act();
    operators_.act();
  }

  void time_passes() {
    const auto how = luck_.below(100);
    auto time = std::chrono::seconds{1 + luck_.below(10)};
    if (how >= 98) {
      come_to_rest(); // No message lies about for hours.
      time = std::chrono::minutes{60 + luck_.below(luck_.percent(20) ? 6000 : 600)}; // Or days.
    } else if (how >= 85)
      time = std::chrono::minutes{5 + luck_.below(11)};
    else if (how >= 40)
      time = std::chrono::seconds{30 + luck_.below(180)};
    note("time passes: " + std::to_string(time.count()) + " s");
    engine_.pass(time);
  }

  /// Licences end at midnight in New York, and some windows do: everybody accepts at that moment.
  void pass_midnight() {
    operators_.open_everything();
    come_to_rest();
    for (const auto& who : agents_.ids()) // Else late in a run there is hardly anybody to ask.
      if (luck_.percent(50))
        make_fit(who);
    const auto before = luck_.percent(30) ? engine_.settings.offer_window : model::duration{3min};
    const auto midnight = next_midnight(engine_.now() + before + 5min);
    engine_.pass(std::chrono::ceil<std::chrono::seconds>(midnight - before - 4s - engine_.now()));
    come_to_rest(); // In four seconds.
    for (int i = 0; i < 3; ++i)
      request_of_somebody_new();
    operators_.let_lapse_who_is_asked(std::chrono::floor<std::chrono::days>(midnight - 6h));
    settle();
    for (const auto& who : agents_.ids())
      agents_.accept_all(who);
    note("midnight");
    engine_.pass(std::chrono::ceil<std::chrono::seconds>(midnight - engine_.now()));
  }

  /// Whoever can be offered a referral is offered the next one, also by an engine that starts.
  void probe() {
    if (luck_.percent(50))
      operators_.open_everything(); // Else hardly a probe in the evening finds somebody to ask.
    come_to_rest();
    const bool somebody = look_on_.somebody_is_offerable(engine_);
    const auto before = engine_.stored().last_sequence();
    const auto start = engine_.start_number();
    request_of_somebody_new(false);
    run_until_stored(before);
    if (!faults_.empty() && luck_.percent(50) && !engine_.died())
      crash({}, simulated_engine::fate::lost);
    const bool unhurt = engine_.start_number() - start <= 1 && !engine_.died();
    const bool taken = engine_.stored().last_sequence() > before;
    come_to_rest();
    if (taken && unhurt && somebody)
      result_.expect(
        onlooker::offered_since(engine_.stored(), before),
        "nobody is asked, though somebody could be");
  }

  // -- faults ---------------------------------------------------------------------

  void suffer(const fault& one) {
    note(to_text(one));
    const auto fate = one.kept ? simulated_engine::fate::kept : simulated_engine::fate::lost;
    switch (one.kind) {
    case fault_kind::crash: return crash(one.down, fate);
    case fault_kind::journal_failure:
      down_after_failure_ = one.down;
      return engine_.fail_journal_after(one.after, fate);
    case fault_kind::death:
    case fault_kind::death_while_writing: return engine_.plant_death(one.kind, one.after);
    case fault_kind::death_while_planned: return let_die_while_planned(one);
    case fault_kind::deaths_in_a_row: return let_one_fail(one);
    default: engine_.plant_exception(one.kind, one.after);
    }
  }

  /// It moves on while a plan is made for it, and dies before it hears of either.
  void let_die_while_planned(const fault& one) {
    const auto before = engine_.stored().last_sequence();
    request_of_somebody_new(false);
    run_until_stored(before);
    const auto news = engine_.stored().since(before, 1);
    const auto* id = news.empty() ? nullptr : std::get_if<model::referral_id>(&news.front().entity);
    if (id == nullptr)
      return;
    engine_.plant_death(one.kind, one.after);
    operators_.order(*id, model::broadcast{});
  }

  /// Until it is put aside, unless that is over sooner.
  void let_one_fail(const fault& one) {
    request_of_somebody_new(false);
    engine_.plant_death(one.kind, one.after);
    for (int i = 0; i < 8; ++i) {
      settle();
      engine_.pass(1s);
    }
    look();
    look_on_.find_aside(engine_);
    engine_.plant_nothing();
  }

  void run_until_stored(std::uint64_t before) {
    while (engine_.stored().last_sequence() == before && !engine_.died() && engine_.run_one()) {
    }
  }

  /// Who was asked has just left, and the referral hasn't heard of it.
  void let_one_leave() {
    settle();
    const auto before = engine_.stored().last_sequence();
    agents_.leave_who_is_asked();
    run_until_stored(before);
  }

  void crash(std::chrono::seconds down, simulated_engine::fate fate) {
    if (luck_.percent(40))
      let_one_leave();
    ++result_.all.crashes;
    told_of_start(engine_.crash(down, fate));
  }

  void start_after_failure() {
    note("the journal has failed");
    ++result_.all.journal_failures;
    told_of_start(engine_.crash(down_after_failure_, simulated_engine::fate::lost));
  }

  void told_of_start(const std::vector<std::string>& happened) {
    for (const auto& each : happened)
      note(each);
    look_on_.look_after_start(engine_);
    note("start " + std::to_string(engine_.start_number()));
  }

  // -- what must hold -------------------------------------------------------------

  void settle() {
    do
      engine_.settle();
    while (!engine_.died() && post_.bring_one());
    while (engine_.died()) {
      start_after_failure();
      settle();
    }
  }

  /// Long enough for an actor that died to be started again, and for a window that could not be
  /// closed to be closed once more.
  void come_to_rest() {
    engine_.plant_nothing();
    engine_.restart_who_is_aside();
    for (int i = 0; i < 4; ++i) {
      settle();
      engine_.pass(1s);
    }
    settle();
    note("at rest");
    look_on_.look_at_rest(engine_);
    look_at_desks();
    notice();
  }

  bystanders::desks look_at_desks() {
    for (const auto& who : agents_.ids())
      engine_.ask(actors::list_desk{.agent = who, .by = tests::as(who), .limit = 1000});
    settle();
    return look_on_.look_at_desks(engine_);
  }

  void look() {
    look_on_.look(engine_);
    notice();
  }

  void notice() { result_.add(look_on_.broken()); }

  // -- the end ----------------------------------------------------------------------

  /// Nobody does anything any more: everything must end, or stand where it may.
  void end_well() {
    engine_.mend_journal(); // No crash: it would wipe out what the dispatcher still remembers.
    post_.mend();
    operators_.open_everything();
    come_to_rest();
    engine_.retry_what_is_dead();
    for (int i = 0; i < 150 && result_.broken.empty(); ++i) { // Every opening has come by then.
      engine_.pass(1min);
      settle();
    }
    const auto desks = look_at_desks();
    engine_.pass(1min);
    come_to_rest();
    look_on_.look_at_the_end(engine_, desks, look_at_desks());
    notice();
    if (result_.broken.empty())
      begin_anew();
  }

  /// Everybody who may be named is named: no mark was left behind.
  void begin_anew() {
    for (const auto& id : onlooker::all_referrals(engine_.stored()))
      operators_.order(id, model::cancel{});
    settle();
    for (const auto& who : agents_.ids())
      make_fit(who);
    come_to_rest();
    for (std::size_t i = 0; i < agents_.ids().size(); ++i)
      request_of_somebody_new();
    const auto named = onlooker::asked_now(engine_.stored());
    for (const auto& who : agents_.ids())
      result_.expect(named.contains(who), who.text + ": the dispatcher doesn't name it any more");
    crash({}, simulated_engine::fate::lost);
    come_to_rest();
  }

  void make_fit(const model::agent_id& who) {
    operators_.renew(who);
    settle();
    agents_.order(who, model::agree{"2026-1"});
    settle();
    agents_.save_contact(who, true);
    settle();
    agents_.order(who, model::save_schedule{tests::round_the_clock()});
    settle();
    agents_.order(who, model::set_override{model::override_mode::schedule, {}});
    settle();
  }

  void request_of_somebody_new(bool at_rest = true) {
    residents_.come_anew();
    if (at_rest)
      settle();
  }

  // -- what is told of it -------------------------------------------------------------

  void note(const std::string& step) { result_.note(clock_text() + "  " + step); }

  std::string clock_text() const {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(engine_.now() - begin_).count())
           + " s";
  }

  void look_at_the_whole() {
    const auto written = digest(engine_.stored());
    result_.expect(!written.holds_what_was_typed, "an event holds what somebody typed");
    result_.digest = written.hash;
    result_.events = engine_.stored().last_sequence();
  }

  void sum_up() {
    result_.all.seeds = 1;
    result_.all.simulated =
      std::chrono::duration_cast<std::chrono::seconds>(engine_.now() - begin_);
    result_.all += engine_.gone_through();
    result_.all.notifications = post_.arrivals();
    result_.all.violations = result_.broken.size();
  }

  std::uint64_t seed_;
  chance luck_;
  fault_list faults_;
  std::size_t next_fault_ = 0;
  std::chrono::seconds down_after_failure_{};
  std::size_t pace_ = 3 + luck_.below(12); // The slower, the more is under way at once.
  outcome result_;
  model::instant begin_ = beginning(luck_);
  post_office post_{luck_, [this] { return engine_.now(); }};
  post_office* outside_ = tells_outside(seed_) ? &post_ : nullptr;
  bystanders look_on_{[this](const std::string& step) { note(step); }, outside_};
  simulated_engine engine_{begin_, luck_, look_on_.clients(), store_for(seed_), outside_};
  agents_at_work agents_{engine_, luck_};
  residents residents_{engine_, luck_, look_on_.clients()};
  operators operators_{engine_, luck_, look_on_.clients(), agents_};
};

} // namespace kod::simulation
