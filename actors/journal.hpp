#pragma once

#include "actors/interfaces.hpp"
#include "actors/observed.hpp"
#include "actors/start.hpp"

#include <caf/typed_response_promise.hpp>

namespace kod::actors {

/// Gathers commits while the disk is busy and syncs once for all of them. It runs on a thread of
/// its own, since it blocks, and lingers for nobody: a lone commit is written at once.
struct journal_state {
  static constexpr const char* name = "journal";
  using pointer = observed_pointer<journal_actor, journal_state>;

  ~journal_state();

  caf::result<commit_answer> take(commit&&);
  void write();
  void keep(const keep_minute&);
  void publish(std::vector<model::batch>&&, const std::vector<model::append_result>&);

  pointer self;
  model::journal* store = nullptr;
  model::minute_book* minutes = nullptr; // None: nobody sends any.
  std::function<void(const std::string&)> die;
  directory_actor directory;
  feed_actor feed;
  std::vector<model::batch> batches;
  std::vector<caf::typed_response_promise<commit_answer>> promises;
};

/// Who is told what has been stored, before the commits are answered.
struct listeners {
  directory_actor directory;
  feed_actor feed;
};

/// Where it writes.
struct journal_stores {
  model::journal* journal = nullptr;
  model::minute_book* minutes = nullptr;
};

journal_actor::behavior_type journal_behavior(
  journal_state::pointer self,
  journal_stores stores,
  listeners told,
  std::function<void(const std::string&)> die);

} // namespace kod::actors
