#include "tests/bench/closed_loop.hpp"

#include "tests/bench/wire.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace kod::bench {

namespace {

using clock = std::chrono::steady_clock;

class connection {
public:
  connection(const sockaddr_in& server, client& who) : who_{who}, socket_{connect_to(server)} {}
  ~connection() { ::close(socket_); }
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;

  int socket() const { return socket_; }

  /// What the client does next.
  enum class goes_on : std::uint8_t { at_once, later, never };

  goes_on send_next(int status, std::string_view body) {
    next_ = who_.next(status, body);
    if (next_.bytes.empty())
      return goes_on::never;
    if (next_.after_pause)
      return goes_on::later;
    send();
    return goes_on::at_once;
  }

  void send() {
    const auto& request = next_.bytes;
    sent_ = clock::now();
    for (std::size_t done = 0; done < request.size();) {
      const auto count =
        ::send(socket_, request.data() + done, request.size() - done, MSG_NOSIGNAL);
      if (count <= 0)
        throw std::runtime_error{"the server hung up"};
      done += static_cast<std::size_t>(count);
    }
  }

  /// Takes what has arrived.
  goes_on receive(std::vector<std::uint32_t>& latencies_us) {
    std::array<char, 16384> bytes; // Filled by the socket.
    const auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (count <= 0)
      throw std::runtime_error{"the server hung up"};
    text_.append(bytes.data(), static_cast<std::size_t>(count));
    const auto response = read_response(text_);
    if (response.size == 0)
      return goes_on::at_once;
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(clock::now() - sent_);
    latencies_us.push_back(static_cast<std::uint32_t>(took.count()));
    const auto result = send_next(response.status, response.body);
    text_.erase(0, response.size);
    return result;
  }

private:
  client& who_;
  int socket_;
  std::string text_;
  step next_;
  clock::time_point sent_;
};

class poller {
public:
  ~poller() { ::close(epoll_); }

  void add(connection& each) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &each;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, each.socket(), &event);
  }
  void remove(const connection& each) {
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, each.socket(), nullptr);
  }
  template <class Visit>
  void each_ready(int timeout_ms, Visit visit) {
    std::array<epoll_event, 64> events{};
    const int count = ::epoll_wait(epoll_, events.data(), events.size(), timeout_ms);
    for (int i = 0; i < count; ++i)
      visit(*static_cast<connection*>(events[static_cast<std::size_t>(i)].data.ptr));
  }

private:
  int epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
};

/// All clients at their work.
class crowd {
public:
  crowd(const sockaddr_in& server, std::vector<std::unique_ptr<client>>& clients) {
    for (auto& each : clients)
      connections_.push_back(std::make_unique<connection>(server, *each));
    working_ = connections_.size();
    for (auto& each : connections_) {
      poll_.add(*each);
      note(*each, each->send_next(0, {}));
    }
  }

  bool works() const { return working_ > 0; }

  void turn(std::vector<std::uint32_t>& latencies_us) {
    const int most_ms = pausing_.empty() ? 100 : 1;
    poll_.each_ready(most_ms, [&](connection& each) { note(each, each.receive(latencies_us)); });
    for (const auto now = clock::now(); !pausing_.empty() && pausing_.front().first <= now;) {
      pausing_.front().second->send();
      pausing_.pop_front();
    }
  }

private:
  void note(connection& who, connection::goes_on how) {
    if (how == connection::goes_on::later)
      pausing_.emplace_back(clock::now() + pause, &who);
    if (how == connection::goes_on::never) {
      poll_.remove(who);
      --working_;
    }
  }

  std::vector<std::unique_ptr<connection>> connections_;
  poller poll_;
  std::deque<std::pair<clock::time_point, connection*>> pausing_; // Who may send when.
  std::size_t working_ = 0;
};

} // namespace

loop_result run_closed_loop(
  const std::string& address,
  std::vector<std::unique_ptr<client>>& clients,
  std::chrono::milliseconds most) {
  loop_result result;
  const auto server = parse_address(address);
  const auto begin = clock::now();
  crowd all{server, clients};
  while (all.works() && clock::now() - begin < most)
    all.turn(result.latencies_us);
  result.seconds = std::chrono::duration<double>(clock::now() - begin).count();
  return result;
}

std::uint32_t latency_at(std::vector<std::uint32_t>& latencies_us, double share) {
  if (latencies_us.empty())
    return 0;
  std::ranges::sort(latencies_us);
  const auto at = static_cast<std::size_t>(share * static_cast<double>(latencies_us.size() - 1));
  return latencies_us[at];
}

} // namespace kod::bench
