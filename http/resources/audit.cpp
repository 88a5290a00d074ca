#include "http/cursors.hpp"
#include "http/forms.hpp"
#include "http/media_type.hpp"
#include "http/query_reader.hpp"
#include "http/render_event.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/paged_table.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

constexpr std::string_view csv_type = "text/csv";

parsed<bool> format_word(std::string_view text) {
  if (text == "csv" || text == "json")
    return text == "csv";
  return wrong{"It is neither csv nor json."};
}

std::string lines_of(const actors::audit_page& page) {
  std::string lines;
  for (const auto& each : page.items)
    lines += audit_line(each);
  return lines;
}

bool turn(actors::list_audit& next, const actors::audit_page& page) {
  next.before = page.next;
  return page.next.has_value();
}

void export_audit(const exchange& x, std::optional<std::string> subject) {
  constexpr std::size_t page_size = 200;
  using table = paged_table<actors::list_audit, actors::audit_page>;
  std::make_shared<table>(
    x.with,
    actors::list_audit{.subject = std::move(subject), .limit = page_size},
    table::form{"audit.csv", audit_headings, lines_of, turn})
    ->begin(x.reply);
}

void list_audit(const exchange& x) {
  complaints wrong;
  query_reader query{x.asked->request, wrong};
  actors::list_audit wanted;
  wanted.subject = query.optional("subject", forms::short_text);
  const auto cursor = query.cursor();
  wanted.limit = query.limit();
  const auto asked_for = query.optional("format", format_word);
  query.refuse_others();
  // A place in the audit is a sequence; the cursor holds whose audit it is beside it.
  const auto list = "audit/" + wanted.subject.value_or("");
  if (cursor && cursor->after != list)
    wrong.add("/cursor", "It is no cursor of this list.");
  if (cursor)
    wanted.before = cursor->as_of;
  if (!wrong.none())
    return refuse(x, wrong);
  const auto accepted = x.asked->request.header("Accept").value_or("");
  if (asked_for.value_or(is_media_type(accepted, csv_type)))
    return export_audit(x, std::move(wanted.subject));
  x.with->engine.ask(
    std::move(wanted), answer_to<actors::audit_page>(x, [list](const actors::audit_page& page) {
      return page_of(page, write_audit_record, [&](std::uint64_t next) {
        return to_text({.after = list, .as_of = next});
      });
    }));
}

} // namespace

void add_audit_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/audit",
    .allowed = {access::operator_},
    .handler = handled_by(list_audit, with),
  });
}

} // namespace kod::http
