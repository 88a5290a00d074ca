#pragma once

#include "actors/agent.hpp"
#include "actors/referral.hpp"
#include "actors/registry.hpp"
#include "actors/start.hpp"
#include "tests/simulation/chance.hpp"
#include "tests/simulation/faults.hpp"
#include "tests/simulation/figures.hpp"
#include "tests/simulation/post_office.hpp"
#include "tests/simulation/question.hpp"
#include "tests/simulation/store.hpp"
#include "tests/support/people.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/scheduled_actor.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <caf/scoped_execution_unit.hpp>
#include <caf/send.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace kod::simulation {

/// All clients at once: asks whatever it is made to ask, and stays.
class caller : public caf::event_based_actor {
public:
  explicit caller(caf::actor_config& config) : caf::event_based_actor{config} {}
  caf::behavior make_behavior() override {
    return {[](const actors::farewell&) { /* Stays. */ }};
  }
};

/// The whole engine on one thread, on the store that it is given. Which actor handles its next
/// message, how time passes and what fails is drawn from the seed.
class simulated_engine {
public:
  using fate = store::fate;

  /// Without a post office nobody outside is told anything.
  simulated_engine(
    model::instant begin,
    chance& luck,
    listener& told,
    std::unique_ptr<store> on,
    post_office* post)
    : begin_{begin}, luck_{luck}, told_{told}, store_{std::move(on)}, post_{post} {
    begin_life();
  }
  simulated_engine(const simulated_engine&) = delete;
  simulated_engine& operator=(const simulated_engine&) = delete;
  ~simulated_engine() { end_life(); }

  /// What a client asks now; its answer comes with some later message.
  void ask(wish wanted) {
    ++asked_;
    const question one{++count_, std::move(wanted)};
    told_.asked(one);
    waiting_.emplace(one.number, one);
    std::visit([&](const auto& each) { send(one.number, each); }, one.wanted);
  }

  std::size_t unanswered() const { return waiting_.size(); }

  /// One message, to an actor drawn from the seed. False: nobody has one.
  bool run_one() {
    auto& jobs = scheduler_.jobs;
    if (jobs.empty())
      return false;
    const auto next = jobs.begin() + static_cast<std::ptrdiff_t>(luck_.below(jobs.size()));
    std::rotate(jobs.begin(), next, next + 1);
    if (journal_held_ > 0 && --journal_held_ > 0 && is_journal(jobs.front()))
      std::rotate(jobs.begin(), jobs.begin() + 1, jobs.end());
    running_ = dynamic_cast<caf::scheduled_actor*>(jobs.front());
    const caf::strong_actor_ptr alive{running_ ? running_->ctrl() : nullptr};
    const bool death_is_near = messages_until_death_ > 0;
    const bool journal_had_mail = death_is_near && journal_has_mail();
    scheduler_.run_once();
    if (death_is_near && may_die(journal_had_mail) && --messages_until_death_ == 0)
      let_it_die(*running_);
    else if (is_doomed())
      let_it_die(*running_);
    running_ = nullptr;
    return true;
  }

  /// Until nobody has a message, or the journal has failed.
  void settle() {
    while (!died_ && run_one()) {
    }
  }

  void pass(std::chrono::seconds time) { scheduler_.advance_time(time); }

  model::instant now() const {
    const auto passed = scheduler_.clock().now().time_since_epoch();
    return begin_ + std::chrono::floor<model::duration>(passed);
  }

  // -- faults -------------------------------------------------------------------

  /// The process ends without a word, and another one starts on what is stored. What was on its
  /// way to the journal meets the given fate. Answers what happened to the disk meanwhile.
  std::vector<std::string> crash(std::chrono::seconds down, fate of_what_was_on_its_way) {
    store_->fail_after(0, of_what_was_on_its_way);
    end_life();
    pass(down);
    auto happened = store_->reopen();
    begin_life();
    return happened;
  }

  /// The journal will fail, and with it the process: `died` tells when.
  void fail_journal_after(std::size_t appends, fate of_the_first_that_fails) {
    store_->fail_after(appends, of_the_first_that_fails);
  }
  bool died() const { return died_; }

  void mend_journal() { store_->mend(); }

  /// A referral or an agent throws while it handles such a message: at that many looks at the
  /// clock from now.
  void plant_exception(fault_kind kind, std::size_t looks) {
    planted_ = kind;
    looks_until_exception_ = looks;
  }
  /// A referral or an agent dies after so many of their messages, with its queue, and with whatever
  /// it has sent to the journal still on its way.
  void plant_death(fault_kind kind, std::size_t messages) {
    death_ = kind;
    messages_until_death_ = messages;
  }
  void plant_nothing() {
    looks_until_exception_ = 0;
    messages_until_death_ = 0;
    doomed_.clear();
  }

  /// Kinds and ids of those that were put aside, as an operator finds them listed.
  std::vector<std::pair<const char*, std::string>> aside() const {
    const auto* registry = dynamic_cast<actors::registry_state::pointer>(
      caf::actor_cast<caf::abstract_actor*>(house_->registry));
    std::vector<std::pair<const char*, std::string>> result;
    for (const auto& id : registry->state.referrals.aside)
      result.emplace_back(actors::referral_state::name, id.text);
    for (const auto& id : registry->state.agents.aside)
      result.emplace_back(actors::agent_state::name, id.text);
    return result;
  }
  void restart_who_is_aside() {
    for (const auto& [kind, id] : aside()) {
      caf::anon_send(house_->registry, actors::restart_actor{kind, id, tests::an_operator});
      ++restarted_;
    }
  }

  /// An operator wants everything tried again that was given up.
  void retry_what_is_dead() {
    if (house_->courier)
      caf::anon_send(house_->courier, actors::retry_dead{});
  }

  /// Since it was made, over all its lives.
  figures gone_through() const {
    figures all;
    all.commands = asked_;
    all.exceptions = exceptions_;
    all.deaths = deaths_;
    all.put_aside = restarted_;
    all.disks = store_->figures();
    return all;
  }

  const model::archive& stored() const { return store_->journal(); }
  const store& kept_in() const { return *store_; }
  std::uint64_t start_number() const { return store_->journal().start_number(); }

  model::dispatch_settings settings;

private:
  struct config : caf::actor_system_config {
    config() { set("scheduler.policy", caf::atom("testing")); }
  };

  void begin_life() {
    died_ = false;
    callers_ = system_.spawn<caller>();
    house_ = actors::start(
      system_,
      {.journal = store_->journal(),
       .settings = settings,
       .now = [this] { return read_clock(); },
       .draw_id = [this] { return "r-" + std::to_string(++drawn_); },
       .die = [this](const std::string&) { died_ = true; },
       .progress = {},
       .journal_on_own_thread = false,
       .post = post_});
  }

  void end_life() {
    if (!house_)
      return; // Its store didn't open again.
    plant_nothing();
    caf::anon_send_exit(callers_, caf::exit_reason::kill);
    callers_ = {};
    for (const auto& [_, one] : std::exchange(waiting_, {}))
      told_.lost(one);
    actors::stop(*house_);
    house_.reset();
    scheduler_.clock().cancel_all();
    scheduler_.run();
    scheduler_.clock().cancel_all(); // What the dying still wanted to be told later.
    scheduler_.run();
    if (post_ != nullptr)
      post_->cut_off();
  }

  model::instant read_clock() {
    if (looks_until_exception_ > 0 && hears_what_was_planted() && --looks_until_exception_ == 0) {
      ++exceptions_;
      throw std::runtime_error{"planted"};
    }
    return now();
  }

  static bool is_journal(caf::resumable* job) {
    const auto* one = dynamic_cast<caf::local_actor*>(job);
    return one != nullptr && std::string_view{one->name()} == "journal";
  }

  bool is_entity() const {
    if (running_ == nullptr)
      return false;
    const std::string_view kind{running_->name()};
    return kind == "referral" || kind == "agent";
  }

  bool journal_has_mail() const { return std::ranges::any_of(scheduler_.jobs, is_journal); }

  bool may_die(bool journal_had_mail) const {
    if (death_ == fault_kind::death_while_writing)
      return is_entity() && !journal_had_mail && journal_has_mail();
    if (death_ != fault_kind::death_while_planned)
      return is_entity();
    const auto* one = dynamic_cast<actors::referral_state::pointer>(running_);
    return one != nullptr && one->state.planning;
  }

  /// Of the entity that is running; empty: it is another actor.
  std::string running_id() const {
    if (const auto* one = dynamic_cast<actors::referral_state::pointer>(running_))
      return one->state.id.text;
    if (const auto* one = dynamic_cast<actors::agent_state::pointer>(running_))
      return one->state.now.id.text;
    return {};
  }
  bool is_doomed() const { return !doomed_.empty() && doomed_ == running_id(); }

  /// In messages: so that the next life is often there before the last one's commit is written.
  static constexpr std::size_t while_it_comes_back = 40;

  void let_it_die(caf::scheduled_actor& one) {
    if (one.getf(caf::abstract_actor::is_terminated_flag))
      return; // It has ended by itself.
    ++deaths_;
    if (death_ == fault_kind::deaths_in_a_row)
      doomed_ = running_id();
    journal_held_ = while_it_comes_back;
    one.quit(caf::make_error(caf::exit_reason::unhandled_exception));
    one.context(&idle_);
    one.finalize();
    one.context(nullptr);
  }

  bool hears_what_was_planted() const {
    if (!is_entity())
      return false;
    const auto heard = running_->current_message_id();
    switch (planted_) {
    case fault_kind::exception_in_answer: return heard.is_response();
    case fault_kind::exception_in_order: return heard.is_request();
    default: return !heard.is_response() && !heard.is_request();
    }
  }

  void send(std::uint64_t number, const actors::request_order& order) {
    send_to<actors::request_taken>(house_->registry, number, order);
  }
  void send(std::uint64_t number, const actors::referral_order& order) {
    send_to<model::referral_view>(house_->registry, number, order);
  }
  void send(std::uint64_t number, const actors::agent_order& order) {
    send_to<model::agent_view>(house_->registry, number, order);
  }
  void send(std::uint64_t number, const actors::programme_order& order) {
    send_to<model::programme>(house_->registry, number, order);
  }
  void send(std::uint64_t number, const actors::see_referral& look) {
    send_to<model::referral_view>(house_->directory, number, look);
  }
  void send(std::uint64_t number, const actors::list_desk& look) {
    send_to<actors::referral_page>(house_->directory, number, look);
  }

  template <class Answer, class Handle, class Message>
  void send_to(const Handle& whom, std::uint64_t number, const Message& message) {
    auto* asking = static_cast<caller*>(caf::actor_cast<caf::abstract_actor*>(callers_));
    asking->context(nullptr); // Its last turn's is gone.
    asking->request(whom, caf::infinite, message)
      .then(
        [this, number](const Answer& told) { hand_on(number, told); },
        [this, number](const caf::error& why) { hand_on(number, why); });
  }

  void hand_on(std::uint64_t number, const answer& told) {
    const auto one = waiting_.extract(number);
    if (one.empty())
      return; // Its client went with the engine.
    told_.answered(one.mapped(), ++count_, told);
  }

  model::instant begin_;
  chance& luck_;
  listener& told_;
  std::unique_ptr<store> store_; // Outlives whoever reads it.
  post_office* post_;
  config config_;
  caf::actor_system system_{config_};
  caf::scheduler::test_coordinator& scheduler_ =
    dynamic_cast<caf::scheduler::test_coordinator&>(system_.scheduler());
  std::optional<actors::engine> house_;
  caf::actor callers_;
  std::map<std::uint64_t, question> waiting_; // What was asked and not answered yet.
  std::uint64_t count_ = 0;                   // Of questions and answers.
  int drawn_ = 0;
  bool died_ = false;
  fault_kind planted_ = fault_kind::exception_in_answer;
  std::size_t looks_until_exception_ = 0; // 0: none is planted.
  std::uint64_t asked_ = 0;
  std::uint64_t exceptions_ = 0; // That were thrown.
  fault_kind death_ = fault_kind::death;
  std::size_t messages_until_death_ = 0; // 0: none is planted.
  std::uint64_t deaths_ = 0;
  std::uint64_t restarted_ = 0;
  std::string doomed_;                        // An entity that dies whenever it comes back.
  std::size_t journal_held_ = 0;              // For so many messages others come before it.
  caf::scoped_execution_unit idle_{&system_}; // What an actor dies on between two messages.
  caf::scheduled_actor* running_ = nullptr;
};

} // namespace kod::simulation
