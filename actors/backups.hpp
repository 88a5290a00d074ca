#pragma once

#include "actors/interfaces.hpp"
#include "actors/observed.hpp"
#include "actors/start.hpp"

#include <caf/typed_response_promise.hpp>

namespace kod::actors {

/// Does what blocks, on a thread of its own.
struct copier_state {
  static constexpr const char* name = "copier";
  using pointer = observed_pointer<copier_actor, copier_state>;

  copies look() const;
  copies copy(const copy_store&) const;

  model::backups* store = nullptr;
  model::backup_rules rules;

private:
  void drop_outlived(model::instant now) const;
  void list_into(copies&) const;
};

copier_actor::behavior_type
copier_behavior(copier_state::pointer self, model::backups* store, model::backup_rules rules);

/// Whom BACKUPS speaks to.
struct backup_company {
  registry_actor registry;
  timer_actor timer;
  directory_actor directory;
};

/// Never blocks: lists are answered while a copy is under way.
struct backups_state {
  static constexpr const char* name = "backups";
  using pointer = observed_pointer<backups_actor, backups_state>;

  ~backups_state();

  caf::result<model::backup> make(const make_backup&);
  caf::result<backup_list> list();
  void make_due_one();
  void look();

  pointer self;
  copier_actor copier;
  backup_company company;
  model::clock now;
  model::backup_rules rules;
  std::function<void(const backup_news&)> report;

private:
  using maker = caf::typed_response_promise<model::backup>;
  using reader = caf::typed_response_promise<backup_list>;

  void begin(const model::party& by);
  void finish(const model::party& by, const copies&);
  void take(const copies&);
  void tell();
  backup_list known() const { return {*kept_, standing_}; }

  std::optional<std::vector<model::backup>> kept_; // None until they were looked at.
  backup_standing standing_;
  std::optional<model::instant> failed_at_;
  std::optional<maker> waiting_;
  std::vector<reader> curious_; // Asked before they were looked at.
};

backups_actor::behavior_type backups_behavior(
  backups_state::pointer self,
  copier_actor copier,
  backup_company company,
  model::clock now,
  model::backup_rules rules,
  std::function<void(const backup_news&)> report);

} // namespace kod::actors
