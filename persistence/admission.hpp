#pragma once

#include "model/journal.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

namespace kod::persistence {

/// Decides which batch may be written. Holds the versions of what is live and all claims, as they
/// are after the batches that it let pass: so each batch sees those before it.
class admission {
public:
  /// Finds the stored version of an entity that isn't live; 0: there is none.
  using stored_version = std::function<std::uint64_t(const std::string& entity_key)>;
  using refusal = std::variant<model::version_refused, model::claim_refused>;

  explicit admission(stored_version find) : find_{std::move(find)} {}

  void restore_version(std::string entity_key, std::uint64_t version);
  void restore_claim(const model::claim&);

  /// Throws std::invalid_argument where an entity would get a version without an event: that is
  /// the caller's mistake, and would leave a hole in the entity's history.
  static void require_events(std::span<const model::batch>);

  /// None: it passes, and has been taken into account.
  std::optional<refusal> admit(const model::batch&);

  /// The claims that had expired by then; they are free from now on.
  std::vector<std::string> drop_expired(model::instant at);

  /// What was let pass is written: what has ended needn't be known any more.
  void written();

private:
  std::uint64_t version_of(const std::string& entity_key) const;
  std::optional<refusal> check_versions(const model::batch&) const;
  std::optional<refusal> check_claims(const model::batch&) const;
  void release(const std::string& name);

  stored_version find_;
  std::unordered_map<std::string, std::uint64_t> versions_;
  std::unordered_map<std::string, model::claim> claims_;
  std::multimap<model::instant, std::string> expiring_;
  std::unordered_set<std::string> ended_; // Since the last `written`.
};

} // namespace kod::persistence
