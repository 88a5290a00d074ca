#include "http/event_stream.hpp"

#include "http/json_writer.hpp"
#include "http/limits.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace kod::http {

namespace {

std::string_view to_string(stream_end why) {
  switch (why) {
  case stream_end::too_slow: return "too-slow";
  case stream_end::stopping: return "stopping";
  case stream_end::unavailable: return "unavailable";
  }
  return "unknown";
}

} // namespace

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

bool event_stream::send_text(std::string_view text) {
  if (text.empty())
    return !over(); // As a chunk it would be the end.
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), text.size(), 16).ptr;
  std::string chunk{digits.data(), end};
  chunk.append("\r\n").append(text).append("\r\n");
  return push(chunk);
}

void event_stream::finish() {
  push("0\r\n\r\n");
  end(stream_end::stopping);
}

void event_stream::send_comment() {
  if (content_ == content::events)
    push(":\n\n");
}

bool event_stream::push(std::string_view text) {
  std::function<void()> wake;
  bool going_on = true;
  {
    const std::scoped_lock lock{mutex_};
    if (phase_ != phase::open)
      return false;
    const auto held = waiting_.size() + taken_ + text.size();
    going_on = held <= limits::waiting_event_bytes && (!budget_ || budget_->bears(held));
    if (going_on) {
      waiting_ += text;
      hold(text.size());
      wake = wake_once();
    } else {
      drop_waiting();
      say_end(stream_end::too_slow);
      woken_ = true;
      wake = wake_; // Who is still sending takes nothing, and would hear of it too late.
    }
  }
  if (wake)
    wake();
  return going_on;
}

void event_stream::end(stream_end why) {
  std::function<void()> wake;
  {
    const std::scoped_lock lock{mutex_};
    if (phase_ != phase::open)
      return;
    say_end(why);
    wake = wake_once();
  }
  if (wake)
    wake();
}

void event_stream::say_end(stream_end why) {
  phase_ = phase::ending;
  if (content_ == content::text)
    return; // The last chunk is missing.
  json_writer data;
  data.object([&] {
    data.member("at", now_());
    data.member("reason", to_string(why));
  });
  const auto text = "event: ended\ndata: " + data.take() + "\n\n";
  waiting_ += text;
  hold(text.size());
}

void event_stream::drop_waiting() {
  release(waiting_.size());
  waiting_ = {};
}

std::function<void()> event_stream::wake_once() {
  return std::exchange(woken_, true) ? nullptr : wake_;
}

void event_stream::when_taken(std::function<void()> taken) {
  std::function<void()> wake;
  {
    const std::scoped_lock lock{mutex_};
    if (phase_ != phase::open)
      return;
    when_taken_ = std::move(taken);
    wake = wake_once();
  }
  if (wake)
    wake();
}

void event_stream::listen(std::function<void()> wake, std::shared_ptr<event_budget> budget) {
  {
    const std::scoped_lock lock{mutex_};
    wake_ = wake;
    woken_ = true; // Now, for what waits already.
    if (budget && phase_ != phase::closed) {
      budget_ = std::move(budget);
      budget_->join();
      hold(waiting_.size());
    }
  }
  wake();
}

std::optional<std::string> event_stream::take() {
  std::function<void()> all_taken;
  {
    const std::scoped_lock lock{mutex_};
    woken_ = false;
    release(std::exchange(taken_, 0));
    if (!waiting_.empty()) {
      auto piece = next_piece();
      taken_ = piece.size();
      return piece;
    }
    if (phase_ != phase::open) {
      phase_ = phase::closed;
      return std::nullopt;
    }
    all_taken.swap(when_taken_);
  }
  if (all_taken)
    all_taken();
  return std::string{};
}

std::string event_stream::next_piece() {
  if (content_ == content::text || waiting_.size() <= limits::event_piece_bytes)
    return std::exchange(waiting_, {});
  constexpr std::string_view end_of_event = "\n\n";
  auto end = waiting_.rfind(end_of_event, limits::event_piece_bytes);
  if (end == waiting_.npos)
    end = waiting_.find(end_of_event);
  auto piece = waiting_.substr(0, end + end_of_event.size());
  waiting_.erase(0, piece.size());
  return piece;
}

bool event_stream::over() {
  const std::scoped_lock lock{mutex_};
  return phase_ != phase::open;
}

void event_stream::close() {
  // They end outside the lock: they may hold the connection.
  std::function<void()> wake, all_taken;
  const std::scoped_lock lock{mutex_};
  phase_ = phase::closed;
  wake.swap(wake_);
  all_taken.swap(when_taken_);
  drop_waiting();
  release(std::exchange(taken_, 0));
  if (budget_)
    std::exchange(budget_, nullptr)->leave();
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

response download_response(
  std::shared_ptr<event_stream> stream, std::string content_type, const std::string& file_name) {
  return {
    .content_type = std::move(content_type),
    .headers =
      {{"Content-Disposition", "attachment; filename=\"" + file_name + '"'},
       {"Transfer-Encoding", "chunked"}},
    .stream = std::move(stream)};
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
