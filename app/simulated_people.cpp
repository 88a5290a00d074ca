#include "app/simulated_people.hpp"

#include "app/sample_roster.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace kod::app {

namespace {

using namespace std::chrono_literals;

constexpr auto people_look_every = 1s;
constexpr auto upkeep_every = 30s;
constexpr std::size_t most_calls_a_step = 20;
constexpr int least_available = 60; // Also at night, when no schedule says so.
constexpr std::size_t switched_on_at_once = 40;
constexpr auto forget_after = 10min;
constexpr auto retry_after = 5s; // What becomes of it by then shows in the lists.
constexpr std::size_t from_the_guests_neighbours = 3; // One request in so many.

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains({name.data(), name.size()});
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::string{*text} : std::string{};
}

boost::json::value parsed(const http_answer& answer) {
  boost::system::error_code problem;
  auto result = boost::json::parse(answer.body, problem);
  return answer.status == 200 && !problem ? result : boost::json::value{};
}

} // namespace

simulated_people::simulated_people(http_client engine, world people, std::uint32_t seed)
  : engine_{std::move(engine)}, world_{std::move(people)}, random_{seed}, drawn_{seed} {}

void simulated_people::step(time now) {
  if (guest_zip_.empty())
    welcome_guest();
  if (now >= next_upkeep_) {
    next_upkeep_ = now + upkeep_every;
    keep_agents_available();
    register_again();
  }
  if (now >= next_request_) {
    next_request_ = now + between(8, 25);
    submit();
  }
  if (now >= next_look_) {
    next_look_ = now + people_look_every;
    look_round(now);
  }
  carry_out(now);
}

/// The guest is asked from the first minute on, whatever the hour is.
void simulated_people::welcome_guest() {
  auto& engine = engine_.as(world_.sign_for_agent(world_.guest));
  const auto profile = parsed(engine.get("/v1/agents/me"));
  if (!profile.is_object())
    return;
  guest_zip_ = text_of(profile.get_object(), "zip");
  if (text_of(profile.at("availability").as_object(), "reason") != "in-schedule")
    engine.send("PUT", "/v1/agents/me/availability", R"({"override":"on"})");
}

void simulated_people::submit() {
  static constexpr std::array tongues{"en", "en", "en", "en", "en", "en", "en", "es", "es", "vi"};
  const bool neighbour = ++drawn_ % from_the_guests_neighbours == 0;
  const auto& zip = neighbour ? guest_zip_ : world_.zips[random_() % world_.zips.size()];
  const auto* tongue = neighbour ? "en" : tongues[random_() % tongues.size()];
  engine_.as(world_.intake_token).send("POST", "/v1/requests", sample_request(drawn_, zip, tongue));
}

void simulated_people::look_round(time now) {
  for (const auto* status : {"Pending", "In%20Progress"}) {
    const auto page = parsed(engine_.as(world_.operator_token)
                               .get(std::string{"/v1/referrals?limit=100&status="} + status));
    if (page.is_object())
      for (const auto& each : page.at("items").as_array())
        consider(each.as_object(), now);
  }
  std::erase_if(intentions_, [&](const auto& each) { return each.second.at + forget_after < now; });
}

/// What somebody will do about it, unless that was decided before.
void simulated_people::consider(const boost::json::object& referral, time now) {
  const auto id = text_of(referral, "id");
  const auto agent = text_of(referral, "agent_id");
  const auto* offer = referral.if_contains("offer");
  if (!agent.empty() && !is_sample(agent))
    return; // Somebody real has it.
  if (text_of(referral, "status") == "In Progress")
    intentions_.try_emplace(
      id + ":work:" + agent,
      intention{
        id, agent, "contacted", "{}", now + (is_guest(agent) ? between(40, 60) : between(5, 20))});
  else if (text_of(referral, "type") == "Mass")
    intentions_.try_emplace(id + ":board", take_from_board(id, text_of(referral, "language"), now));
  else if (offer && offer->is_object())
    intentions_.try_emplace(
      id + ":" + boost::json::serialize(offer->at("number")),
      answer_to_offer(id, text_of(offer->get_object(), "agent_id"), now));
}

simulated_people::intention
simulated_people::answer_to_offer(const std::string& referral, const std::string& agent, time now) {
  if (is_guest(agent))
    return {referral, agent, "accept", "{}", now + between(14, 16)}; // Just before it's a miss.
  if (chance(15))
    return {referral, agent, "", "", now}; // Misses it.
  if (chance(15))
    return {referral, agent, "reject", R"({"reason":"Simulated: busy."})", now + between(2, 10)};
  return {referral, agent, "accept", "{}", now + between(2, 12)};
}

simulated_people::intention simulated_people::take_from_board(
  const std::string& referral, const std::string& language, time now) {
  return {referral, any_agent(language), "accept", "{}", now + between(3, 15)};
}

void simulated_people::carry_out(time now) {
  std::size_t calls = 0;
  for (auto& [key, what] : intentions_) {
    if (what.verb.empty() || now < what.at)
      continue;
    if (++calls > most_calls_a_step)
      return;
    const auto answer =
      engine_.as(world_.sign_for_agent(what.agent))
        .send("POST", "/v1/referrals/" + what.referral + "/" + what.verb, what.json);
    if (answer.status == 200)
      what = after(what, now);
    else
      what = {what.referral, "", "", "", now - forget_after + retry_after};
  }
}

/// What follows when it has succeeded: calling, then closing or handing back.
simulated_people::intention simulated_people::after(const intention& last, time now) {
  auto next = last;
  next.verb.clear();
  next.at = now - forget_after + retry_after;
  if (last.verb == "contacted") {
    const bool ends = chance(90);
    next.verb = ends ? "complete" : "release";
    next.json = ends ? R"({"disposition":"enrolled"})" : R"({"reason":"Simulated: called away."})";
    next.at = now + between(10, 60);
  }
  return next;
}

/// At night nobody's schedule says available: then some switch themselves on.
void simulated_people::keep_agents_available() {
  const auto figures = parsed(engine_.as(world_.operator_token).get("/v1/stats"));
  if (
    !figures.is_object()
    || figures.at("agents").at("available").to_number<int>() >= least_available)
    return;
  for (std::size_t i = 0; i < switched_on_at_once; ++i) {
    const auto& agent = world_.agents[random_() % world_.agents.size()].agent_id;
    engine_.as(world_.sign_for_agent(agent))
      .send("PUT", "/v1/agents/me/availability", R"({"override":"on"})");
  }
}

/// Whoever missed too often confirms the three sections again.
void simulated_people::register_again() {
  const auto page =
    parsed(engine_.as(world_.operator_token).get("/v1/agents?status=De-registered&limit=5"));
  if (!page.is_object())
    return;
  for (const auto& each : page.at("items").as_array()) {
    const auto id = text_of(each.as_object(), "id");
    const auto found = std::ranges::find(world_.agents, id, &sample_registration::agent_id);
    if (found != world_.agents.end())
      register_sample(engine_.as(world_.sign_for_agent(id)), *found);
  }
}

std::string simulated_people::any_agent(const std::string& language) {
  constexpr int tries = 200;
  for (int i = 0; i < tries; ++i) {
    const auto& agent = world_.agents[random_() % world_.agents.size()];
    if (!is_guest(agent.agent_id) && std::ranges::count(agent.languages(), language) > 0)
      return agent.agent_id;
  }
  return world_.agents.back().agent_id;
}

bool simulated_people::is_sample(const std::string& agent) const {
  return std::ranges::count(world_.agents, agent, &sample_registration::agent_id) > 0;
}

bool simulated_people::is_guest(const std::string& agent) const {
  return agent == world_.guest;
}

std::chrono::milliseconds simulated_people::between(int least_seconds, int most_seconds) {
  return std::chrono::milliseconds{
    std::uniform_int_distribution{1000 * least_seconds, 1000 * most_seconds}(random_)};
}

bool simulated_people::chance(int percent) {
  return std::uniform_int_distribution{1, 100}(random_) <= percent;
}

} // namespace kod::app
