#pragma once

#include "tests/simulation/simulated_engine.hpp"
#include "tests/simulation/witness.hpp"
#include "tests/support/people.hpp"

namespace kod::simulation {

using namespace std::chrono_literals;

/// Those who ask for a call: with and without a key, again and again, and some change their mind.
class residents {
public:
  residents(simulated_engine& engine, chance& luck, const witness& seen)
    : engine_{engine}, luck_{luck}, seen_{seen} {}

  void act() {
    const auto what = luck_.below(10);
    if (what < 6)
      return ask_for_a_call(tests::english);
    if (what < 8)
      return repeat();
    cancel_one();
  }

  void ask_for_a_call(const model::language& usual) {
    auto wanted = tests::a_take({});
    const auto who = std::to_string(luck_.below(people));
    wanted.contact.name = "resident " + who;
    wanted.contact.phone = "+1502555010" + who;
    wanted.claims = {"phone/" + who};
    wanted.language = luck_.percent(20) ? tests::spanish : usual;
    if (luck_.percent(30))
      wanted.claims.push_back("e-mail/" + who);
    if (luck_.percent(50))
      wanted.key = {"key/resident/" + std::to_string(++keys_), "body"};
    if (wanted.key)
      with_key_.push_back({engine_.now(), wanted});
    engine_.ask(actors::request_order{{model::role::resident, {}}, std::move(wanted)});
  }

  /// Somebody who never asked before.
  void come_anew() {
    const auto number = std::to_string(++newcomers_);
    auto wanted = tests::a_take({});
    wanted.contact.phone = "new " + number;
    wanted.claims = {"phone/new " + number};
    engine_.ask(actors::request_order{{model::role::resident, {}}, std::move(wanted)});
  }

private:
  static constexpr std::size_t people = 10;
  static constexpr auto a_key_is_kept_for_sure = 12h;

  struct asked_once {
    model::instant at;
    model::take_request wanted;
  };

  void repeat() {
    if (with_key_.empty())
      return;
    auto again = luck_.one_of(with_key_);
    if (engine_.now() - again.at > a_key_is_kept_for_sure)
      return;
    if (luck_.percent(20))
      again.wanted.key->body_hash = "another body";
    engine_.ask(actors::request_order{{model::role::resident, {}}, std::move(again.wanted)});
  }

  void cancel_one() {
    if (seen_.taken().empty())
      return;
    const auto& id = luck_.one_of(seen_.taken());
    engine_.ask(actors::referral_order{
      id, {model::role::resident, id.text}, model::cancel{luck_.percent(50) ? "no more" : ""}});
  }

  simulated_engine& engine_;
  chance& luck_;
  const witness& seen_;
  std::vector<asked_once> with_key_;
  std::size_t keys_ = 0;
  std::size_t newcomers_ = 0;
};

} // namespace kod::simulation
