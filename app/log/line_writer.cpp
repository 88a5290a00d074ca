#include "app/log/line_writer.hpp"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace kod::app {

namespace {

/// A pipe that is ready takes this much at once, and never blocks for it.
constexpr std::size_t one_piece = PIPE_BUF;
constexpr std::chrono::milliseconds last_patience{1000};
/// How soon it is seen that nobody waits for the rest any more.
constexpr int look_every_ms = 50;

/// As many whole lines as go in one piece, so that none is torn; a longer one goes in several.
std::string_view first_piece(std::string_view text) {
  if (text.size() <= one_piece)
    return text;
  const auto end = text.rfind('\n', one_piece - 1);
  return text.substr(0, end == text.npos ? one_piece : end + 1);
}

} // namespace

line_writer::line_writer(int descriptor, std::size_t most, telling tell)
  : descriptor_{descriptor}, most_{most}, tell_{std::move(tell)}, thread_{[this] { run(); }} {}

line_writer::~line_writer() {
  flush(last_patience);
  {
    const std::scoped_lock lock{mutex_};
    ending_ = true;
    given_up_ = true;
  }
  woken_.notify_one();
  thread_.join();
}

void line_writer::write(std::string_view line) {
  {
    const std::scoped_lock lock{mutex_};
    if (waiting_.size() + line.size() > most_) {
      ++untold_;
      dropped_.fetch_add(1, std::memory_order_relaxed);
      return;
    }
    waiting_ += line;
  }
  woken_.notify_one();
}

void line_writer::flush(std::chrono::milliseconds patience) {
  std::unique_lock lock{mutex_};
  emptied_.wait_for(lock, patience, [&] { return waiting_.empty() && !writing_; });
}

void line_writer::run() {
  for (auto text = take_what_waits(); !text.empty(); text = take_what_waits())
    deliver(text);
}

/// Empty: the end has come.
std::string line_writer::take_what_waits() {
  std::unique_lock lock{mutex_};
  writing_ = false;
  if (waiting_.empty())
    emptied_.notify_all();
  woken_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
  if (ending_)
    return {};
  writing_ = true;
  auto text = std::exchange(waiting_, {});
  const auto lost = std::exchange(untold_, 0);
  lock.unlock();
  if (lost > 0)
    text += tell_(lost); // Behind those that had found room before.
  return text;
}

void line_writer::deliver(std::string_view text) {
  while (!text.empty() && !given_up_)
    text.remove_prefix(write_some(first_piece(text)));
}

/// How much of it is done with: 0, it isn't the time yet.
std::size_t line_writer::write_some(std::string_view piece) {
  pollfd ready{descriptor_, POLLOUT, 0};
  if (::poll(&ready, 1, look_every_ms) <= 0)
    return 0;
  const auto written = ::write(descriptor_, piece.data(), piece.size());
  if (written >= 0)
    return static_cast<std::size_t>(written);
  if (errno == EINTR || errno == EAGAIN)
    return 0;
  // Nobody reads it any more, or the disk is full: there is nobody to tell.
  const auto lines = std::ranges::count(piece, '\n');
  dropped_.fetch_add(static_cast<std::uint64_t>(lines), std::memory_order_relaxed);
  return piece.size();
}

} // namespace kod::app
