#pragma once

#include "app/command_line.hpp"

// Each verb stands in the file of its name. It answers the process's exit code.

namespace kod::app {

int serve(const arguments&);
int dev(const arguments&);
int token(const arguments&);
int import_agents(const arguments&);
int backup(const arguments&);
int restore(const arguments&);
int check(const arguments&);
int stats(const arguments&);
int audit(const arguments&);
int top(const arguments&);
int log_level(const arguments&);
int version(const arguments&);

} // namespace kod::app
