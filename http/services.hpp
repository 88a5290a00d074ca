#pragma once

#include "http/engine_port.hpp"
#include "http/machine_figures.hpp"
#include "http/route.hpp"
#include "http/web.hpp"
#include "model/atlas.hpp"
#include "model/clock.hpp"
#include "model/clock_standing.hpp"
#include "model/journal.hpp"
#include "model/languages.hpp"
#include "model/logbook.hpp"
#include "model/room.hpp"
#include "model/settings.hpp"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace kod::http {

class sessions;
class tokens;

/// What the resources are given. What it refers to outlives them, and is safe to use from any
/// thread.
struct services {
  engine_port& engine;
  const model::atlas& atlas;
  const model::language_list& languages;
  const http::tokens& tokens;
  http::sessions& sessions;
  const model::fingerprints& fingerprints;
  model::clock now;
  std::function<model::clock_standing()> clock_standing;
  std::function<model::room()> room; // On the disk, as it was last looked at.
  model::dispatch_settings dispatch; // What residents and agents are told of the rules.
  std::function<machine_figures()> machine;
  model::id_source draw_agent_id;
  model::id_source draw_form_key; // Of a form that is sent once.
  model::logbook& log;
  /// Runs long work where no client waits for its own: http/worker.hpp.
  std::function<void(std::function<void()>)> run_aside;
  std::string_view contract; // http/openapi.yaml
  http::web web;             // http/web
};

/// What each resource holds on to.
using shared_services = std::shared_ptr<const services>;

/// All routes of the API.
std::vector<route> all_routes(services);

/// What is answered where no route leads: a page to whoever looks with a browser, else the problem.
std::function<response(const request&, response problem)> nowhere_page(services);

/// `/metrics` alone, for anybody: where only those can connect who may know.
std::vector<route> metrics_routes(services);

} // namespace kod::http
