#include "app/console/figures.hpp"
#include "app/console/screen.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <utility>

namespace kod::app::console {

namespace {

namespace json = boost::json;

/// The one after it; of the last, and of one that isn't among them, the first.
std::string next_of(const std::vector<std::string>& names, const std::string& now) {
  const auto at = std::ranges::find(names, now);
  return at == names.end() || std::next(at) == names.end() ? names.front() : *std::next(at);
}

const json::array* items_of(const seen& what) {
  const auto* found = member(what.actors, "/items");
  return found ? found->if_array() : nullptr;
}

std::size_t last_row(const seen& what) {
  const auto* items = items_of(what);
  return items && !items->empty() ? items->size() - 1 : 0;
}

std::vector<std::string> kinds_of(const seen& what) {
  std::vector<std::string> names{""}; // All of them.
  const auto* kinds = member(what.actors, "/kinds");
  if (const auto* array = kinds ? kinds->if_array() : nullptr)
    for (const auto& each : *array)
      names.push_back(text(member(each, "/kind")));
  return names;
}

void to_first_page(choice& now) {
  now.pages.clear();
  now.selected = 0;
}

void to_next_page(choice& now, const seen& what) {
  const auto cursor = text(member(what.actors, "/next"));
  if (cursor.empty())
    return;
  now.pages.push_back(cursor);
  now.selected = 0;
}

void open(choice& now, const seen& what) {
  const auto* items = items_of(what);
  if (!items || now.selected >= items->size())
    return;
  const auto& chosen = (*items)[now.selected];
  now.open = "/v1/actors/" + text(member(chosen, "/kind")) + "/" + text(member(chosen, "/id"));
}

} // namespace

choice changed_by(key pressed, choice now, const seen& what) {
  switch (pressed) {
  case key::up: now.selected -= now.selected > 0 ? 1 : 0; break;
  case key::down: now.selected = std::min(now.selected + 1, last_row(what)); break;
  case key::page_down: to_next_page(now, what); break;
  case key::page_up:
    if (!now.pages.empty())
      now.pages.pop_back();
    now.selected = 0;
    break;
  case key::enter: open(now, what); break;
  case key::back: now.open.reset(); break;
  case key::sort:
    now.sort = next_of(sort_names(), now.sort);
    to_first_page(now);
    break;
  case key::kind:
    now.kind = next_of(kinds_of(what), now.kind);
    to_first_page(now);
    break;
  case key::pause: now.paused = !now.paused; break;
  case key::none:
  case key::quit: break;
  }
  return now;
}

} // namespace kod::app::console
