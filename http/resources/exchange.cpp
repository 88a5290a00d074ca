#include "http/resources/exchange.hpp"

namespace kod::http {

namespace {

template <class Answer>
then<Answer> complain_if_there(const exchange& x, const complaints& about) {
  return answer_to<Answer>(x, [about](const Answer&) { return invalid(about.all()); });
}

} // namespace

model::party exchange::by() const {
  if (asked->caller.anonymous)
    return {model::role::resident, {}};
  return asked->caller.who;
}

std::optional<model::agent_id> agent_in_path(const exchange& x) {
  const auto& named = x.in_path("id");
  if (!x.by_agent())
    return model::agent_id{named};
  const auto own = x.by().id;
  return named == "me" || named == own ? std::optional{model::agent_id{own}} : std::nullopt;
}

handler handled_by(resource handle, const shared_services& with) {
  return [handle, with](std::shared_ptr<const call> asked, respond reply) {
    handle({with, std::move(asked), std::move(reply)});
  };
}

response created_at(std::string location, std::string body) {
  return {
    .status = 201,
    .headers = {{"Location", std::move(location)}},
    .body = std::move(body),
  };
}

void note(const exchange& x, model::notice what, std::function<response()> render) {
  x.with->engine.ask(
    actors::notice_order{x.by(), std::move(what), x.from()},
    answer_to<actors::commit_answer>(
      x, [render = std::move(render)](const actors::commit_answer&) { return render(); }));
}

void refuse(const exchange& x, const complaints& about) {
  x.reply(invalid(about.all()));
}

void refuse(const exchange& x, const complaints& about, actors::see_referral whom) {
  x.with->engine.ask(std::move(whom), complain_if_there<model::referral_view>(x, about));
}

void refuse(const exchange& x, const complaints& about, actors::see_agent whom) {
  x.with->engine.ask(std::move(whom), complain_if_there<model::agent_view>(x, about));
}

} // namespace kod::http
