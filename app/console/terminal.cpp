#include "app/console/terminal.hpp"

#define NCURSES_NOMACROS // They have names that others use as well.
#include <ncurses.h>
#include <stdexcept>
#include <unistd.h>

namespace kod::app::console {

namespace {

attr_t attributes(emphasis as) {
  switch (as) {
  case emphasis::title: return A_BOLD;
  case emphasis::chosen: return A_REVERSE;
  case emphasis::alarm: return A_BOLD | A_UNDERLINE; // Also where there are no colours.
  case emphasis::plain: break;
  }
  return A_NORMAL;
}

key key_of(int code) {
  switch (code) {
  case KEY_UP: return key::up;
  case KEY_DOWN: return key::down;
  case KEY_PPAGE: return key::page_up;
  case KEY_NPAGE: return key::page_down;
  case '\n':
  case '\r':
  case KEY_ENTER: return key::enter;
  case '\033':
  case KEY_BACKSPACE:
  case KEY_LEFT: return key::back;
  case 's': return key::sort;
  case 'k': return key::kind;
  case 'p':
  case ' ': return key::pause;
  case 'q': return key::quit;
  default: return key::none;
  }
}

} // namespace

terminal::terminal() {
  if (!::newterm(nullptr, stdout, stdin))
    throw std::runtime_error{"this terminal can't be drawn on; use --once"};
  ::cbreak();
  ::noecho();
  ::keypad(stdscr, TRUE);
  ::set_escdelay(50); // Milliseconds after Escape in which the rest of an arrow's code comes.
  ::curs_set(0);
}

terminal::~terminal() {
  ::endwin();
}

screen_size terminal::size() const {
  return {static_cast<std::size_t>(LINES), static_cast<std::size_t>(COLS)};
}

void terminal::draw(const std::vector<line>& all) {
  ::erase();
  int at = 0;
  for (const auto& each : all) {
    const auto how = attributes(each.as);
    ::attron(how);
    ::mvaddnstr(at++, 0, each.text.c_str(), static_cast<int>(each.text.size()));
    ::attroff(how);
  }
  ::refresh();
}

key terminal::next_key(std::chrono::milliseconds longest) {
  ::timeout(static_cast<int>(longest.count()));
  return key_of(::getch());
}

bool is_interactive() {
  return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
}

} // namespace kod::app::console
