#include "model/history.hpp"

#include <algorithm>
#include <iterator>

namespace kod::model {

namespace {

constexpr std::size_t page_size = 1000;

} // namespace

std::vector<recorded_event> whole_history(const archive& stored, const entity_name& who) {
  std::vector<recorded_event> all;
  for (std::size_t read = page_size; read == page_size;) {
    auto page = stored.history(who, all.empty() ? 0 : all.back().sequence, page_size);
    read = page.size();
    std::ranges::move(page, std::back_inserter(all));
  }
  return all;
}

void each_event(const archive& stored, const std::function<void(const recorded_event&)>& visit) {
  std::uint64_t after = 0;
  for (std::size_t read = page_size; read == page_size;) {
    const auto page = stored.since(after, page_size);
    read = page.size();
    for (const auto& event : page)
      visit(event);
    if (!page.empty())
      after = page.back().sequence;
  }
}

} // namespace kod::model
