#pragma once

#include "app/http_client.hpp"
#include "app/sample_people.hpp"

#include <boost/json/object.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace kod::app {

/// Residents and agents of `kod dev`, who use the engine as real ones do: through its API alone.
/// A few requests a minute come in; agents accept, reject or ignore what they are offered, call,
/// complete or release. One agent is the guest's: often asked, and slow to answer by itself.
/// For one thread; a bounded number of calls in each step.
class simulated_people {
public:
  using time = std::chrono::steady_clock::time_point;

  struct world {
    std::vector<sample_registration> agents;
    std::string guest; // One of them, for whom somebody real may answer.
    std::vector<std::string> zips;
    std::string operator_token;
    std::string intake_token;
    std::function<std::string(const std::string& agent_id)> sign_for_agent;
  };

  simulated_people(http_client, world, std::uint32_t seed);

  /// Does what is due by now. Throws std::runtime_error where the engine doesn't answer.
  void step(time now);

private:
  /// What somebody does next with a referral.
  struct intention {
    std::string referral;
    std::string agent;
    std::string verb; // Of the path; empty: nothing more.
    std::string json;
    time at;
  };

  void welcome_guest();
  void submit();
  void look_round(time now);
  void consider(const boost::json::object& referral, time now);
  intention answer_to_offer(const std::string& referral, const std::string& agent, time now);
  intention take_from_board(const std::string& referral, const std::string& language, time now);
  void carry_out(time now);
  intention after(const intention& last, time now);
  void keep_agents_available();
  void register_again();
  bool is_sample(const std::string& agent) const;
  bool is_guest(const std::string& agent) const;
  std::string any_agent(const std::string& language);
  std::chrono::milliseconds between(int least_seconds, int most_seconds);
  bool chance(int percent);

  http_client engine_;
  world world_;
  std::mt19937 random_;
  /// By referral and offer number, or `board`, or `work` and agent: each is decided about once.
  std::map<std::string, intention> intentions_;
  std::string guest_zip_;
  time next_request_{};
  time next_look_{};
  time next_upkeep_{};
  std::size_t drawn_ = 0;
};

} // namespace kod::app
