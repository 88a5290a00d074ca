#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <utility>
#include <vector>

namespace kod::http {

/// Why a connection is there. A full table closes the quiet ones first, then the slow ones, of
/// each those that have been so for the longest time; never the busy ones.
enum class keeps : std::uint8_t {
  quiet, // Between two requests, or with half a head.
  slow,  // The client sends a body, or reads an answer.
  busy,  // The engine is at work for it, or it listens to events.
};

/// All connections, each in one of three queues. Moving one takes no memory.
template <class Connection>
class connection_table {
public:
  using place = typename std::list<Connection>::iterator;

  place add(Connection added) {
    ++size_;
    return queue(keeps::quiet).insert(queue(keeps::quiet).end(), std::move(added));
  }
  /// To the end of that queue, though it be in it already.
  void move(place which, keeps from, keeps to) {
    queue(to).splice(queue(to).end(), queue(from), which);
  }
  void remove(place which, keeps from) {
    queue(from).erase(which);
    --size_;
  }

  std::size_t size() const { return size_; }
  /// Null where all are busy.
  const Connection* first_to_go() const {
    for (const auto each : {keeps::quiet, keeps::slow})
      if (!queue(each).empty())
        return &queue(each).front();
    return nullptr;
  }
  /// A copy: whoever is visited may leave.
  std::vector<Connection> all() const {
    std::vector<Connection> result;
    result.reserve(size_);
    for (const auto& each : queues_)
      result.insert(result.end(), each.begin(), each.end());
    return result;
  }

private:
  using queue_of = std::list<Connection>;
  queue_of& queue(keeps which) { return queues_[static_cast<std::size_t>(which)]; }
  const queue_of& queue(keeps which) const { return queues_[static_cast<std::size_t>(which)]; }

  std::array<queue_of, 3> queues_;
  std::size_t size_ = 0;
};

} // namespace kod::http
