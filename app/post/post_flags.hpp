#pragma once

#include "app/post/post_settings.hpp"

namespace CLI {
class App;
}

namespace kod::app {

/// Adds the flags that say where notifications go. Secrets come from files, the password also from
/// the environment: what is on a command line everybody on the machine may read.
void add_post(CLI::App&, post_settings& to);

} // namespace kod::app
