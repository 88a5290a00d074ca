#pragma once

#include "http/forms.hpp"
#include "model/agent_commands.hpp"
#include "model/views.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kod::http {

/// An agent of the file, and what becomes of it when it is applied.
struct agent_line {
  enum class effect { creates, updates, nothing };

  std::size_t line = 0;
  model::agent_id id;
  model::agent_facts facts;
  effect what = effect::creates;
};

struct line_error {
  std::size_t line = 0;
  std::string pointer; // `/header`, or the column's name; empty: the line as a whole.
  std::string detail;
};

/// A roster that was read and checked as a whole.
struct agent_file {
  /// Whoever sends more mistakes has sent another file than was meant: none of it is applied.
  static constexpr std::size_t most_errors = 10'000;

  std::vector<agent_line> good;
  std::vector<line_error> errors;
  bool unreadable = false; // Not even its good lines can be told.
};

/// The agents that are there already.
class known_agents {
public:
  void add(const model::agent_view&);
  agent_line::effect effect_of(const model::agent_id&, const model::agent_facts&) const;
  bool held_by_another(const std::string& npn, const model::agent_id&) const;

private:
  std::map<model::agent_id, model::agent_facts> facts_;
  std::map<std::string, model::agent_id> holders_;
};

/// Pure, and long: 100,000 lines take about a second.
agent_file
read_agent_file(std::string_view csv, const known_agents&, const model::atlas&, model::instant now);

} // namespace kod::http
