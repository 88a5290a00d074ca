#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace kod::model {

/// In whose name something is asked for.
enum class role : std::uint8_t { engine, resident, agent, operator_, intake };
BOOST_DESCRIBE_ENUM(role, engine, resident, agent, operator_, intake)

/// Who did it, as history and audit name them. The id is empty for the engine itself and for
/// whoever had no token.
struct party {
  model::role role = model::role::engine;
  std::string id;
  bool operator==(const party&) const = default;
};
BOOST_DESCRIBE_STRUCT(party, (), (role, id))

constexpr std::string_view to_string(role who) {
  switch (who) {
  case role::engine: return "engine";
  case role::resident: return "resident";
  case role::agent: return "agent";
  case role::operator_: return "operator";
  case role::intake: return "intake";
  }
  return "unknown";
}

} // namespace kod::model
