#pragma once

#include "http/limits.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace kod::http {

/// What was read from a connection and not yet parsed. Grows to twice the longest head: a head
/// that is too long is seen to be so, and whatever follows is parsed in parts.
class read_buffer {
public:
  std::string_view unread() const { return {bytes_.data() + begin_, end_ - begin_}; }

  /// All but the given last part of what is unread was parsed.
  void keep(std::string_view rest) { begin_ = end_ - rest.size(); }
  void forget() { begin_ = end_ = 0; }

  /// Where more can be read to; empty: nothing of all this could be parsed.
  std::span<char> room() {
    if (begin_ > 0) {
      std::copy(at(begin_), at(end_), bytes_.begin());
      end_ -= std::exchange(begin_, 0);
    }
    if (end_ == bytes_.size() && bytes_.size() < most)
      bytes_.resize(2 * bytes_.size());
    return std::span{bytes_}.subspan(end_);
  }
  void arrived(std::size_t count) { end_ += count; }

private:
  static constexpr std::size_t least = 4096; // Almost every request is shorter.
  static constexpr std::size_t most = 2 * limits::header_bytes;

  std::vector<char>::iterator at(std::size_t index) {
    return bytes_.begin() + static_cast<std::ptrdiff_t>(index);
  }

  std::vector<char> bytes_ = std::vector<char>(least);
  std::size_t begin_ = 0; // Unread is [begin_, end_).
  std::size_t end_ = 0;
};

} // namespace kod::http
