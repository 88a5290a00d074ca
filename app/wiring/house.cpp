#include "app/wiring/house.hpp"

#include "actors/start.hpp"
#include "app/embedded.hpp"
#include "app/known_limits.hpp"
#include "app/new_ids.hpp"
#include "app/new_token.hpp"
#include "app/post/post_office.hpp"
#include "app/process.hpp"
#include "app/room_watch.hpp"
#include "http/door.hpp"
#include "http/gateway.hpp"
#include "http/limits.hpp"
#include "http/pipeline.hpp"
#include "http/server.hpp"
#include "http/services.hpp"
#include "http/sessions.hpp"
#include "http/worker.hpp"
#include "persistence/rocksdb_backups.hpp"
#include "persistence/rocksdb_journal.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/send.hpp>

#include <optional>
#include <thread>
#include <utility>

namespace kod::app {

namespace {

struct engine_config : caf::actor_system_config {
  engine_config() { actors::configure(*this); }
};

persistence::store_settings store_of(const settings& given, engine_log& log) {
  persistence::store_settings result;
  result.warn = [&log](std::string_view text) { log.write(store_line(text)); };
  result.folder = given.data;
  if (given.recover == "point-in-time")
    result.recover = persistence::recovery::point_in_time;
  return result;
}

model::instant last_event_at(const model::archive& archive) {
  const auto last = archive.last_sequence();
  return last == 0 ? model::instant{} : archive.since(last - 1, 1).front().at;
}

} // namespace

/// Declared from the ground up: each member needs some of those above it.
struct house::floors {
  floors(ground&, const settings&, std::function<void(std::uint64_t)> recovered);
  ~floors();

  actors::surroundings surroundings(std::function<void(std::uint64_t)> recovered);
  http::services services();
  http::machine_figures figures();
  void open_metrics();
  http::admission admit(const http::request& head) { return door.watch(pipeline->admit(head)); }

  ground& under;
  engine_log& log{under.log};
  const settings given;
  const persistence::installation_key key;
  const persistence::keyed_fingerprints fingerprints{key};
  const model::clock now{[this] { return under.clock.now(); }};
  const double started_at = std::chrono::duration<double>{now().time_since_epoch()}.count();
  const http::tokens tokens{tokens_of(key, now)};
  http::sessions sessions{tokens, now, new_ids("s-")};
  const model::atlas atlas{us_zcta(), geonames()};
  const model::language_list known_languages{languages()};
  room_watch room{given.storage_floor, free_space_of(given.data), [this](const model::room& found) {
                    log.write(room_line(found));
                  }};
  persistence::rocksdb_journal journal{store_of(given, log), persistence::sealing{key}};
  std::optional<persistence::rocksdb_backups> backups;
  std::optional<post_office> post;
  engine_config config;
  caf::actor_system system{config};
  http::gateway gateway{system};
  actors::engine engine;
  std::unique_ptr<http::engine_port> port;
  std::optional<http::worker> aside{std::in_place};
  std::optional<http::pipeline> pipeline;
  http::door door{http::limits::under_way, now};
  std::optional<http::server> server;
  std::optional<http::pipeline> metrics_pipeline;
  std::optional<http::server> metrics_server;
  const std::jthread looking{
    [this](const std::stop_token& stopped) { look_regularly(stopped, room); }};
};

house::floors::floors(
  ground& stands_on, const settings& told, std::function<void(std::uint64_t)> recovered)
  : under{stands_on}, given{told}, key{persistence::installation_key::open_or_create(told.data)} {
  note_limits(given.data, given.dispatch);
  if (const auto behind = last_event_at(journal) - now(); behind > std::chrono::seconds{1})
    log.write(behind_line(behind));
  if (!given.backup_dir.empty())
    backups.emplace(
      journal.store(),
      persistence::sealing{key},
      persistence::backup_settings{
        .folder = given.backup_dir, .data_folder = given.data, .beside = {limits_file}});
  if (given.post.any())
    post.emplace(given.post, journal, now);
  engine = actors::start(system, surroundings(std::move(recovered)));
  caf::anon_send(engine.registry, actors::introduce{"gateway", gateway.actor()});
  port = http::engine_behind(gateway, engine);
  pipeline.emplace(
    http::all_routes(services()),
    tokens,
    sessions,
    http::rate_limit{http::read_rate(given.public_rate).value(), now});
  pipeline->answer_nowhere_with(http::nowhere_page(services()));
  http::server_options options;
  options.connections = connections_within(file_limit());
  options.streams = options.connections / 2;
  options.log = &log;
  server.emplace(options, [this](const http::request& head) { return admit(head); });
  if (!given.metrics_listen.empty())
    open_metrics();
}

void house::floors::open_metrics() {
  metrics_pipeline.emplace(
    http::metrics_routes(services()),
    tokens,
    sessions,
    http::rate_limit{http::read_rate("off").value(), now});
  http::server_options options;
  options.connections = 16;
  options.streams = 0;
  options.log = &log;
  metrics_server.emplace(
    options, [this](const http::request& head) { return metrics_pipeline->admit(head); });
}

/// From the roof down: first nobody may ask any more, then nobody may answer.
house::floors::~floors() {
  if (metrics_server)
    metrics_server->stop();
  if (server)
    server->stop();
  aside.reset();
  if (backups)
    backups->stop(); // Else all would wait until it is copied.
  if (post)
    post->stop(); // What it has not delivered the next start does.
  if (engine.registry)
    actors::stop(engine);
  system.await_all_actors_done();
}

actors::surroundings house::floors::surroundings(std::function<void(std::uint64_t)> recovered) {
  return {
    .journal = journal,
    .settings = given.dispatch,
    .now = now,
    .draw_id = new_ids("r-"),
    .die = [this](const std::string& why) { end_with_failed_journal(log, why); },
    .progress = std::move(recovered),
    .programme = given.programme,
    .backups = backups ? &*backups : nullptr,
    .backup_rules = given.backups,
    .report_backup = [this](const actors::backup_news& news) { log.write(backup_line(news)); },
    .minutes = &journal,
    .post = post ? &*post : nullptr,
    .report_letter = [this](const actors::dead_letter& found) { log.write(letter_line(found)); }};
}

http::services house::floors::services() {
  return {
    .engine = *port,
    .atlas = atlas,
    .languages = known_languages,
    .tokens = tokens,
    .sessions = sessions,
    .fingerprints = fingerprints,
    .now = now,
    .clock_standing = [this] { return under.clock.standing(); },
    .room = [this] { return room.now(); },
    .dispatch = given.dispatch,
    .machine = [this] { return figures(); },
    .draw_agent_id = new_ids("a-"),
    .draw_form_key = new_ids("f-"),
    .log = log,
    .run_aside = [this](std::function<void()> work) { aside->run(std::move(work)); },
    .contract = contract(),
    .web = web_files()};
}

http::machine_figures house::floors::figures() {
  http::machine_figures result{
    .version = KOD_VERSION,
    .process = figures_of_process(),
    .store = journal.store()->figures(),
    .door = door.figures(),
    .log_lines_dropped = log.dropped()};
  result.process.started_at = started_at;
  result.store.last_sequence = journal.last_sequence();
  return result;
}

house::house(ground& under, const settings& given, std::function<void(std::uint64_t)> recovered)
  : floors_{std::make_unique<floors>(under, given, std::move(recovered))} {}

house::~house() = default;

std::string house::listen() {
  return floors_->server->listen(floors_->given.listen);
}

std::string house::listen_for_metrics() {
  auto& server = floors_->metrics_server;
  return server ? server->listen(floors_->given.metrics_listen) : std::string{};
}

const http::tokens& house::tokens() const {
  return floors_->tokens;
}

} // namespace kod::app
