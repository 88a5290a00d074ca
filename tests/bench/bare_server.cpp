#include "tests/bench/bare_server.hpp"

#include "app/new_ids.hpp"
#include "app/new_token.hpp"
#include "app/process.hpp"
#include "http/server.hpp"
#include "persistence/rocksdb_journal.hpp"

#include <condition_variable>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace kod::bench {

namespace {

/// Stores batches with one sync for all that came while the last one was written, as the engine's
/// journal does.
class group_commit {
public:
  explicit group_commit(model::journal& store) : store_{store} {}

  void add(model::batch batch, http::respond answer) {
    const std::lock_guard lock{mutex_};
    batches_.push_back(std::move(batch));
    answers_.push_back(std::move(answer));
    arrived_.notify_one();
  }

private:
  void run(const std::stop_token& stopped) {
    while (!stopped.stop_requested()) {
      std::vector<model::batch> batches;
      std::vector<http::respond> answers;
      {
        std::unique_lock lock{mutex_};
        arrived_.wait(lock, stopped, [&] { return !batches_.empty(); });
        batches.swap(batches_);
        answers.swap(answers_);
      }
      store_.append(batches);
      for (auto& answer : answers)
        answer({.status = 201, .body = R"({"id":"stored"})"});
    }
  }

  model::journal& store_;
  std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::vector<model::batch> batches_;
  std::vector<http::respond> answers_;
  std::jthread thread_{[this](const std::stop_token& stopped) { run(stopped); }};
};

/// What the engine stores of a request: an event, a snapshot, sealed contact information.
model::batch one_request(std::string id) {
  const auto now = app::wall_time();
  const model::referral_id name{std::move(id)};
  model::requested event;
  event.id = name;
  event.language = {"en"};
  event.zip = {"40202"};
  event.requested_at = now;
  event.callback_by = now + std::chrono::minutes{30};
  model::referral snapshot;
  snapshot.id = name;
  snapshot.language = event.language;
  snapshot.zip = event.zip;
  snapshot.requested_at = now;
  snapshot.callback_by = event.callback_by;
  model::batch result;
  result.at = now;
  result.by = {model::role::intake, "bench"};
  result.writes.push_back(model::referral_write{1, {event}, std::move(snapshot)});
  model::resident_contact contact;
  contact.name = "Bench Resident";
  contact.phone = "+15025550100";
  result.sealed.push_back({model::contact_key(name), std::move(contact)});
  return result;
}

} // namespace

void serve_bare(const std::filesystem::path& data) {
  app::end_signals signals;
  const auto key = persistence::installation_key::open_or_create(data);
  persistence::store_settings where;
  where.folder = data;
  persistence::rocksdb_journal store{where, persistence::sealing{key}};
  group_commit journal{store};
  http::server server{{}, [&, draw = app::new_ids("r-")](const http::request&) {
                        http::admission result;
                        result.serve = [&](http::request, http::respond answer) {
                          journal.add(one_request(draw()), std::move(answer));
                        };
                        return result;
                      }};
  std::cout << "listening on http://" << server.listen("127.0.0.1:0") << std::endl;
  signals.wait();
  server.stop();
}

} // namespace kod::bench
