#include "tests/bench/flood.hpp"

#include "tests/bench/wire.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <fcntl.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kod::bench {

namespace {

using clock = std::chrono::steady_clock;

/// Bytes of new requests, each of another person: a number is written into texts that are there.
class requests {
public:
  requests(const server_access& to, population& people) {
    for (std::size_t each = 0; each < 512; ++each) {
      const auto body = R"({"name":"Flood Resident 0000000000000000","phone":"+16065550100",)"
                        R"("preferred_contact":"phone","language":")"
                        + people.draw_language() + R"(","zip":")" + people.draw_zip()
                        + R"(","consent":{"agreed":true,"text_version":"1"}})";
      texts_.push_back(request_bytes("POST", "/v1/requests", to.intake_token, body));
    }
    end_of_number_ = texts_.front().find(R"(","phone")");
  }

  void append(std::string& to) {
    auto& text = texts_[++drawn_ % texts_.size()]; // All are equally long.
    auto at = end_of_number_;
    for (auto number = drawn_; number > 0; number /= 10)
      text[--at] = static_cast<char>('0' + number % 10);
    to += text;
  }

private:
  std::vector<std::string> texts_;
  std::size_t end_of_number_ = 0;
  // A run never meets the people of an earlier one.
  std::size_t drawn_ = static_cast<std::size_t>(::getpid()) * 1'000'000'000;
};

/// A connection that sends without waiting and knows how much is unanswered.
class pipe {
public:
  explicit pipe(const sockaddr_in& server) : socket_{connect_to(server)} {
    ::fcntl(socket_, F_SETFL, O_NONBLOCK);
  }
  ~pipe() { ::close(socket_); }
  pipe(const pipe&) = delete;
  pipe& operator=(const pipe&) = delete;

  int socket() const { return socket_; }
  std::size_t unanswered() const { return sent_at_.size(); }
  std::string& out() { return out_; }
  void note_sent(clock::time_point now) { sent_at_.push_back(now); }

  void flush() {
    if (out_.empty())
      return;
    const auto count = ::send(socket_, out_.data(), out_.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN)
      throw std::runtime_error{"the server hung up"};
    out_.erase(0, static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  }

  /// Visits each answer with the time that it took.
  template <class Visit>
  void receive(Visit visit) {
    std::array<char, 65536> bytes; // Filled by the socket.
    const auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (count == 0 || (count < 0 && errno != EAGAIN))
      throw std::runtime_error{"the server hung up"};
    in_.append(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    std::string_view rest{in_};
    const auto now = clock::now();
    for (auto next = read_response(rest); next.size > 0; next = read_response(rest)) {
      visit(next, now - sent_at_.front());
      sent_at_.pop_front();
      rest.remove_prefix(next.size);
    }
    in_.erase(0, in_.size() - rest.size());
  }

private:
  int socket_;
  std::string out_;
  std::string in_;
  std::deque<clock::time_point> sent_at_;
};

class torrent {
public:
  torrent(const server_access& to, population& people, const flood_settings& how)
    : to_{to}, requests_{to, people}, how_{how} {
    const auto server = parse_address(to.address);
    for (std::size_t each = 0; each < how.connections + cleaning; ++each) {
      pipes_.push_back(std::make_unique<pipe>(server));
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = each;
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, pipes_.back()->socket(), &event);
    }
  }
  ~torrent() { ::close(epoll_); }
  torrent(const torrent&) = delete;
  torrent& operator=(const torrent&) = delete;

  flood_result run() {
    const auto begin = clock::now();
    if (how_.per_second <= 0)
      for (std::size_t each = 0; each < how_.connections; ++each)
        ask(*pipes_[each], 1);
    while (clock::now() - begin < how_.during) {
      if (how_.per_second > 0)
        keep_up(clock::now() - begin);
      turn();
    }
    result_.seconds = std::chrono::duration<double>(clock::now() - begin).count();
    for (std::size_t before = 1; before > 0 && clock::now() - begin < 2 * how_.during; turn()) {
      before = 0; // Cancels what is left.
      for (std::size_t each = 0; each < pipes_.size(); ++each)
        before += pipes_[each]->unanswered();
      over_ = true;
    }
    return std::move(result_);
  }

private:
  static constexpr std::size_t cleaning = 32; // Connections that cancel.
  static constexpr std::size_t deepest = 8;   // Unanswered requests of a connection.
  static constexpr std::size_t burst = 4;

  void ask(pipe& through, std::size_t count) {
    const auto now = clock::now();
    for (std::size_t each = 0; each < count; ++each) {
      requests_.append(through.out());
      through.note_sent(now);
    }
    result_.offered += count;
    through.flush();
  }

  /// Sends what is due by now, in small bursts round all connections.
  void keep_up(clock::duration since_begin) {
    const auto due = static_cast<std::size_t>(
      how_.per_second * std::chrono::duration<double>(since_begin).count());
    for (std::size_t tried = 0; tried < how_.connections; ++tried) {
      const auto so_far = result_.offered + result_.withheld;
      if (so_far >= due)
        return;
      auto& next = *pipes_[turn_ = (turn_ + 1) % how_.connections];
      if (next.out().empty() && next.unanswered() + burst <= deepest)
        ask(next, std::min(burst, due - so_far));
    }
    result_.withheld = due - result_.offered;
  }

  void turn() {
    std::array<epoll_event, 256> events{};
    const int count = ::epoll_wait(epoll_, events.data(), events.size(), 1);
    for (int each = 0; each < count; ++each) {
      const auto which = events[static_cast<std::size_t>(each)].data.u64;
      auto& ready = *pipes_[which];
      if (which < how_.connections)
        hear(ready);
      else
        ready.receive([](const response_view&, clock::duration) {});
      ready.flush();
    }
    for (std::size_t each = how_.connections; each < pipes_.size(); ++each)
      pipes_[each]->flush();
  }

  void hear(pipe& from) {
    std::size_t answers = 0;
    from.receive([&](const response_view& answer, clock::duration took) {
      ++answers;
      if (answer.status == 201)
        take(answer, took);
      else
        ++(answer.status == 503 ? result_.refused : result_.others);
    });
    if (how_.per_second <= 0 && !over_ && answers > 0)
      ask(from, answers);
  }

  void take(const response_view& answer, clock::duration took) {
    if (!over_)
      ++result_.taken;
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took);
    result_.latencies_us.push_back(static_cast<std::uint32_t>(us.count()));
    auto& cleaner = *pipes_[how_.connections + ++cancelled_ % cleaning];
    const auto path = "/v1/requests/" + std::string{member(answer.body, "id")} + "/cancel";
    cleaner.out() += request_bytes("POST", path, to_.intake_token, "{}");
    cleaner.note_sent(clock::now());
  }

  const server_access& to_;
  requests requests_;
  const flood_settings how_;
  int epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  std::vector<std::unique_ptr<pipe>> pipes_; // The last ones cancel.
  flood_result result_;
  std::size_t turn_ = 0;
  std::size_t cancelled_ = 0;
  bool over_ = false;
};

} // namespace

flood_result flood(const server_access& to, population& people, const flood_settings& how) {
  return torrent{to, people, how}.run();
}

} // namespace kod::bench
