#pragma once

#include "http/problem.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kod::http {

/// Everything that is wrong with the fields of one request, in the order in which it was found.
class complaints {
public:
  /// Whoever sends more mistakes than this is told of the first ones.
  static constexpr std::size_t most = 100;

  void add(std::string pointer, std::string detail) {
    if (all_.size() < most)
      all_.push_back({std::move(pointer), std::move(detail)});
  }
  bool none() const { return all_.empty(); }
  const std::vector<field_error>& all() const { return all_; }

private:
  std::vector<field_error> all_;
};

} // namespace kod::http
