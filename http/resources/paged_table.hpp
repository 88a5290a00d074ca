#pragma once

#include "http/event_stream.hpp"
#include "http/problem.hpp"
#include "http/services.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace kod::http {

/// A table of any length as a file of CSV: read page by page, as fast as its client takes it, and
/// no more than a page is held at once. One that can't be read to its end has no last chunk.
template <class Question, class Page>
class paged_table : public std::enable_shared_from_this<paged_table<Question, Page>> {
public:
  struct form {
    std::string file;
    std::string_view headings;
    std::string (*lines)(const Page&);
    bool (*turn)(Question&, const Page&); // Asks for what follows the page; false: nothing does.
  };

  paged_table(shared_services with, Question first, form what)
    : with_{std::move(with)}, form_{std::move(what)}, next_{std::move(first)},
      stream_{std::make_shared<event_stream>(with_->now, event_stream::content::text)} {}

  /// Answers with the table, or where not even its first page can be read, with the problem.
  void begin(const respond& reply) {
    with_->engine.ask(
      next_, [self = this->shared_from_this(), reply](const caf::expected<Page>& page) {
        if (!page)
          return reply(problem_of(page.error()));
        self->stream_->send_text(self->form_.headings);
        self->take(*page);
        reply(download_response(self->stream_, "text/csv; charset=utf-8", self->form_.file));
      });
  }

private:
  void go_on() {
    with_->engine.ask(next_, [self = this->shared_from_this()](const caf::expected<Page>& page) {
      page ? self->take(*page) : self->stream_->end(stream_end::unavailable);
    });
  }

  void take(const Page& page) {
    if (!stream_->send_text(form_.lines(page)))
      return; // Nobody listens any more.
    if (!form_.turn(next_, page))
      return stream_->finish();
    stream_->when_taken([self = this->shared_from_this()] { self->go_on(); });
  }

  const shared_services with_;
  const form form_;
  Question next_;
  const std::shared_ptr<event_stream> stream_;
};

} // namespace kod::http
