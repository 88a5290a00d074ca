#include "http/resources/profile.hpp"

#include "http/render_agent.hpp"

namespace kod::http {

response profile(const services& with, const model::agent_view& view) {
  return ok([&](json_writer& out) { write_agent(out, view, with.now()); });
}

then<model::agent_view> profile_answer(const exchange& x) {
  return answer_to<model::agent_view>(
    x, [with = x.with](const model::agent_view& view) { return profile(*with, view); });
}

void order_of_agent(
  const exchange& x,
  const model::agent_id& whom,
  const complaints& wrong,
  model::agent_command command) {
  if (!wrong.none())
    return refuse(x, wrong, actors::see_agent{whom});
  x.with->engine.ask(
    actors::agent_order{whom, x.by(), std::move(command), x.from()}, profile_answer(x));
}

} // namespace kod::http
