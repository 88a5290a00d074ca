#pragma once

#include "http/complaints.hpp"
#include "http/json_writer.hpp"
#include "http/services.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace kod::http {

/// One call on its way through a resource: who asks for what, and where the answer goes.
struct exchange {
  shared_services with;
  std::shared_ptr<const call> asked;
  respond reply;

  const std::string& in_path(const std::string& name) const { return asked->path.at(name); }
  /// Who calls; whoever has no token is a resident yet to come.
  model::party by() const;
  /// Nothing new may be taken, for want of room to store what becomes of it.
  bool storage_is_full() const { return with->room().full; }
  /// Where they call from.
  const std::string& from() const { return asked->request.peer; }
  bool by_agent() const { return by().role == model::role::agent; }
};

using resource = void (*)(const exchange&);

/// Whom a path of agents names, `me` too; none: another agent than the one who calls.
std::optional<model::agent_id> agent_in_path(const exchange&);

/// Binds a resource to what it is given.
handler handled_by(resource, const shared_services&);

/// A 200 whose body `write(json_writer&)` makes.
template <class Write>
response ok(Write write) {
  json_writer out;
  write(out);
  return {.body = out.take()};
}

/// A 201 and where to find what was made.
response created_at(std::string location, std::string body);

/// Passes the engine's answer on: what `render` makes of it, or the problem.
template <class Answer, class Render>
then<Answer> answer_to(const exchange& x, Render render) {
  return [x, render](caf::expected<Answer> answer) {
    x.reply(answer ? render(*answer) : problem_of(answer.error()));
  };
}

/// Answers once the audit tells of what was done.
void note(const exchange&, model::notice, std::function<response()> render);

/// Answers a page of a list: `write` for each item, and the cursor that `text_of` makes of `next`.
template <class Page, class Write, class Text>
response page_of(const Page& page, Write write, Text text_of) {
  return ok([&](json_writer& out) {
    out.object([&] {
      out.member(
        "items", [&] { out.array(page.items, [&](const auto& each) { write(out, each); }); });
      out.member("next", page.next ? std::optional{text_of(*page.next)} : std::nullopt);
    });
  });
}

// What doesn't exist, or isn't the caller's to see, is told before what is wrong with the fields.
void refuse(const exchange&, const complaints&);
void refuse(const exchange&, const complaints&, actors::see_referral);
void refuse(const exchange&, const complaints&, actors::see_agent);

} // namespace kod::http
