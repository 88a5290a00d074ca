#include "http/cursors.hpp"
#include "http/event_stream.hpp"
#include "http/forms.hpp"
#include "http/media_type.hpp"
#include "http/query_reader.hpp"
#include "http/render_event.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

constexpr std::string_view csv_type = "text/csv";

parsed<bool> format_word(std::string_view text) {
  if (text == "csv" || text == "json")
    return text == "csv";
  return wrong{"It is neither csv nor json."};
}

/// Reads the audit page by page, as fast as its client takes it, and no more than a page at once.
class audit_export : public std::enable_shared_from_this<audit_export> {
public:
  audit_export(shared_services with, std::optional<std::string> subject)
    : with_{std::move(with)}, subject_{std::move(subject)}, stream_{std::make_shared<event_stream>(
                                                              with_->now,
                                                              event_stream::content::text)} {}

  response begin() {
    stream_->send_text(audit_headings);
    go_on(std::nullopt);
    return download_response(stream_, "text/csv; charset=utf-8", "audit.csv");
  }

private:
  void go_on(std::optional<std::uint64_t> before) {
    constexpr std::size_t page_size = 200;
    with_->engine.ask(
      actors::list_audit{.subject = subject_, .before = before, .limit = page_size},
      [self = shared_from_this()](const caf::expected<actors::audit_page>& page) {
        page ? self->take(*page) : self->stream_->end(stream_end::unavailable);
      });
  }

  void take(const actors::audit_page& page) {
    std::string lines;
    for (const auto& each : page.items)
      lines += audit_line(each);
    if (!stream_->send_text(lines))
      return; // Nobody listens any more.
    if (!page.next)
      return stream_->finish();
    stream_->when_taken([self = shared_from_this(), next = page.next] { self->go_on(next); });
  }

  const shared_services with_;
  const std::optional<std::string> subject_;
  const std::shared_ptr<event_stream> stream_;
};

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
    return x.reply(std::make_shared<audit_export>(x.with, wanted.subject)->begin());
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
