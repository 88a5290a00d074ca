#include "http/event_stream.hpp"

#include "http/limits.hpp"

#include <charconv>
#include <utility>

namespace kod::http {

event_stream::~event_stream() {
  close();
}

bool event_stream::send(const server_event& event) {
  std::string text;
  text.reserve(event.type.size() + event.data.size() + 48);
  text.append("id: ").append(std::to_string(event.id));
  text.append("\nevent: ").append(event.type);
  text.append("\ndata: ").append(event.data).append("\n\n");
  return push(text);
}

void event_stream::send_comment() {
  push(":\n\n");
}

bool event_stream::push(std::string_view text) {
  std::function<void()> wake;
  bool going_on = true;
  {
    const std::scoped_lock lock{mutex_};
    if (closed_)
      return false;
    const auto held = waiting_.size() + taken_ + text.size();
    going_on = held <= limits::waiting_event_bytes && (!budget_ || budget_->bears(held));
    if (going_on) {
      waiting_ += text;
      hold(text.size());
    } else {
      closed_ = true;
      release(waiting_.size());
      waiting_ = {};
    }
    // Who is still sending takes nothing, and would hear of its end when its client reads again.
    if (!std::exchange(woken_, true) || !going_on)
      wake = wake_;
  }
  if (wake)
    wake();
  return going_on;
}

void event_stream::listen(std::function<void()> wake, std::shared_ptr<event_budget> budget) {
  {
    const std::scoped_lock lock{mutex_};
    wake_ = wake;
    woken_ = true; // Now, for what waits already.
    if (budget && !closed_) {
      budget_ = std::move(budget);
      budget_->join();
      hold(waiting_.size());
    }
  }
  wake();
}

std::optional<std::string> event_stream::take() {
  const std::scoped_lock lock{mutex_};
  woken_ = false;
  if (closed_)
    return std::nullopt;
  release(std::exchange(taken_, waiting_.size()));
  return std::exchange(waiting_, {});
}

bool event_stream::over() {
  const std::scoped_lock lock{mutex_};
  return closed_;
}

void event_stream::close() {
  std::function<void()> wake; // Ends outside the lock: it may hold the connection.
  const std::scoped_lock lock{mutex_};
  closed_ = true;
  wake.swap(wake_);
  if (budget_) {
    release(waiting_.size() + std::exchange(taken_, 0));
    std::exchange(budget_, nullptr)->leave();
  }
  waiting_ = {};
}

void event_stream::hold(std::size_t bytes) {
  if (budget_)
    budget_->hold(bytes);
}

void event_stream::release(std::size_t bytes) {
  if (budget_)
    budget_->release(bytes);
}

response stream_response(std::shared_ptr<event_stream> stream) {
  return {.content_type = "text/event-stream", .stream = std::move(stream)};
}

last_event last_event_of(const request& asked) {
  const auto text = asked.header("Last-Event-ID");
  if (!text || text->empty())
    return {};
  std::uint64_t id = 0;
  const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), id);
  if (problem != std::errc{} || end != text->data() + text->size())
    return {.id = {}, .invalid = true};
  return {.id = id};
}

} // namespace kod::http
