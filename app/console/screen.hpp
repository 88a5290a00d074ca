#pragma once

#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kod::app::console {

/// What of the engine its watcher wants to see. Keys change it, and nothing else does.
struct choice {
  std::string kind;                // Of actor; empty: all.
  std::string sort = "mailbox";    // A figure's name, as `GET /v1/actors` has it.
  std::vector<std::string> pages;  // The cursors that led to this page of the actors.
  std::size_t selected = 0;        // A row of it.
  std::optional<std::string> open; // The path of the actor that is looked at by itself.
  bool paused = false;
};

enum class key { none, up, down, page_up, page_down, enter, back, sort, kind, pause, quit };

/// What the engine said last: the bodies of `/v1/stats`, and of `/v1/actors` or of one actor.
struct seen {
  boost::json::value stats;
  boost::json::value actors;
  boost::json::value actor;
  std::string trouble; // Why it says nothing just now.
};

struct screen_size {
  std::size_t lines = 24;
  std::size_t columns = 80;
};

/// How many actors have room below everything else.
std::size_t rows_for_actors(const seen&, const screen_size&);

/// What is asked for next, for so many rows.
std::string actors_path(const choice&, std::size_t rows);

choice changed_by(key, choice, const seen&);

enum class emphasis { plain, title, chosen, alarm };

/// One line of what is shown.
struct line {
  std::string text;
  emphasis as = emphasis::plain;
};

/// The whole of it, each line as wide as the screen at most. With no size, all of it.
std::vector<line> drawn(const choice&, const seen&, const std::optional<screen_size>&);

/// `12 us`, `3.4 ms`, `1.2 s`, `17 min`, `3 h`.
std::string short_time(double seconds);

} // namespace kod::app::console
