#include "app/command_line.hpp"

int main(int argc, char** argv) {
  return kod::app::run({argv + 1, argv + argc});
}
