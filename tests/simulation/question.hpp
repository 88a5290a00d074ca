#pragma once

#include "actors/interfaces.hpp"

#include <cstdint>
#include <string>
#include <variant>

// What a client asks and is told: all that the witness knows of the engine.

namespace kod::simulation {

using wish = std::variant<
  actors::request_order,
  actors::referral_order,
  actors::agent_order,
  actors::programme_order,
  actors::see_referral,
  actors::list_desk>;

/// Numbers are drawn from one count for questions and answers, so that they tell their order.
struct question {
  std::uint64_t number = 0;
  wish wanted;
};

using answer = std::variant<
  actors::request_taken,
  model::referral_view,
  model::agent_view,
  model::programme,
  actors::referral_page,
  caf::error>;

/// Hears what clients ask and are told.
class listener {
public:
  virtual void asked(const question&) = 0;
  virtual void answered(const question&, std::uint64_t number, const answer&) = 0;
  /// The engine ended meanwhile: what became of it is unknown.
  virtual void lost(const question&) = 0;

protected:
  ~listener() = default;
};

inline const actors::referral_order* order_of(const question& one) {
  return std::get_if<actors::referral_order>(&one.wanted);
}

template <class Command>
const Command* command_of(const question& one) {
  if (const auto* order = order_of(one))
    return std::get_if<Command>(&order->command);
  return nullptr;
}

template <class Command>
const Command* agent_command_of(const question& one) {
  const auto* order = std::get_if<actors::agent_order>(&one.wanted);
  return order ? std::get_if<Command>(&order->command) : nullptr;
}

/// A rule refused it, or its handler failed: nothing was written.
inline bool changed_nothing(const caf::error& why) {
  return why.category() == caf::make_error(model::rejection::not_found).category()
         || why == caf::make_error(actors::engine_error::handler_failed);
}

} // namespace kod::simulation
