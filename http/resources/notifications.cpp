#include "http/cursors.hpp"
#include "http/query_reader.hpp"
#include "http/render_notifications.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"
#include "model/words.hpp"

#include <utility>

namespace kod::http {

namespace {

// What tells a cursor of this list from others.
constexpr std::string_view number_mark = "notifications";

parsed<model::delivery_status> status_of_delivery(std::string_view text) {
  if (const auto found = model::parse_word<model::delivery_status>(text))
    return *found;
  return wrong{"It is none of waiting, delivered, dead, discarded and skipped."};
}

void list_notifications(const exchange& x) {
  complaints wrong;
  query_reader query{x.asked->request, wrong};
  actors::list_notifications wanted;
  wanted.status = query.optional("status", status_of_delivery);
  const auto cursor = query.cursor();
  wanted.limit = query.limit();
  query.refuse_others();
  if (cursor && cursor->after != number_mark)
    wrong.add("/cursor", "It is no cursor of this list.");
  if (!wrong.none())
    return refuse(x, wrong);
  if (cursor)
    wanted.before = cursor->as_of;
  const auto render = [](const model::outbox_page& page) {
    return page_of(page, write_notification, [](std::uint64_t number) {
      return to_text({std::string{number_mark}, number});
    });
  };
  x.with->engine.ask(wanted, answer_to<model::outbox_page>(x, render));
}

model::notice_event told_of(actors::notification_change what) {
  if (what == actors::notification_change::retry)
    return model::notification_retried{};
  return model::notification_discarded{};
}

response shown_notification(const model::outbox_entry& entry) {
  return ok([&](json_writer& out) { write_notification(out, entry); });
}

/// The audit tells of what was changed, not of what had ended already.
void change_notification(const exchange& x, actors::notification_change what) {
  x.with->engine.ask(
    actors::change_notification{x.in_path("id"), what},
    [x, what](const caf::expected<actors::notification_now>& done) {
      if (!done)
        return x.reply(problem_of(done.error()));
      if (!done->changed)
        return x.reply(shown_notification(done->entry));
      note(x, {{x.in_path("id")}, told_of(what)}, [entry = done->entry] {
        return shown_notification(entry);
      });
    });
}

/// All of a status at once; there is sense in that for the dead alone.
parsed<bool> the_word_dead(std::string_view text) {
  if (text == "dead")
    return true;
  return wrong{"Only the dead are tried again at once."};
}

response retried_so_many(const actors::dead_retried& done) {
  return ok([&](json_writer& out) { out.object([&] { out.member("retried", done.count); }); });
}

void retry_all_dead(const exchange& x) {
  complaints wrong;
  query_reader query{x.asked->request, wrong};
  query.needed("status", the_word_dead);
  query.refuse_others();
  if (!wrong.none())
    return refuse(x, wrong);
  x.with->engine.ask(actors::retry_dead{}, [x](const caf::expected<actors::dead_retried>& done) {
    if (!done)
      return x.reply(problem_of(done.error()));
    if (done->count == 0)
      return x.reply(retried_so_many(*done));
    note(x, {{"notifications"}, model::notifications_retried{done->count}}, [done = *done] {
      return retried_so_many(done);
    });
  });
}

void retry_notification(const exchange& x) {
  change_notification(x, actors::notification_change::retry);
}

void discard_notification(const exchange& x) {
  change_notification(x, actors::notification_change::discard);
}

} // namespace

void add_notification_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/notifications",
    .allowed = {access::operator_},
    .handler = handled_by(list_notifications, with),
  });
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/notifications/retry",
    .allowed = {access::operator_},
    .handler = handled_by(retry_all_dead, with),
  });
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/notifications/{id}/retry",
    .allowed = {access::operator_},
    .handler = handled_by(retry_notification, with),
  });
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/notifications/{id}/discard",
    .allowed = {access::operator_},
    .handler = handled_by(discard_notification, with),
  });
}

} // namespace kod::http
