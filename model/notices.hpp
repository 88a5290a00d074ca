#pragma once

#include "model/ids.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

// What changed no entity, and is kept for the audit; stored for ever, so only ever add to it.

namespace kod::model {

/// Whom or what a notice is about: the id of a person, or a thing's name.
struct notice_subject {
  std::string text;
  auto operator<=>(const notice_subject&) const = default;
};

/// Somebody began to work with the pages. `means` is how they showed who they are, in one word.
struct signed_in {
  static constexpr std::string_view type = "signed-in";
  std::string means;
  bool operator==(const signed_in&) const = default;
};
BOOST_DESCRIBE_STRUCT(signed_in, (), (means))

/// An operator had the store copied.
struct backup_made {
  static constexpr std::string_view type = "backup-made";
  std::uint64_t number = 0;
  bool operator==(const backup_made&) const = default;
};
BOOST_DESCRIBE_STRUCT(backup_made, (), (number))

/// An operator had an actor started again that was put aside; the subject is its id.
struct actor_restarted {
  static constexpr std::string_view type = "actor-restarted";
  std::string kind;
  bool operator==(const actor_restarted&) const = default;
};
BOOST_DESCRIBE_STRUCT(actor_restarted, (), (kind))

/// An operator had a notification tried again; the subject is its id, here and in the next.
struct notification_retried {
  static constexpr std::string_view type = "notification-retried";
  bool operator==(const notification_retried&) const = default;
};
BOOST_DESCRIBE_STRUCT(notification_retried, (), ())

/// An operator gave it up.
struct notification_discarded {
  static constexpr std::string_view type = "notification-discarded";
  bool operator==(const notification_discarded&) const = default;
};
BOOST_DESCRIBE_STRUCT(notification_discarded, (), ())

/// An operator had all dead notifications tried again.
struct notifications_retried {
  static constexpr std::string_view type = "notifications-retried";
  std::uint64_t count = 0;
  bool operator==(const notifications_retried&) const = default;
};
BOOST_DESCRIBE_STRUCT(notifications_retried, (), (count))

/// An operator set how much the log tells: `info, http debug`, until then.
struct logging_changed {
  static constexpr std::string_view type = "logging-changed";
  std::string levels;
  std::optional<instant> until;
  bool operator==(const logging_changed&) const = default;
};
BOOST_DESCRIBE_STRUCT(logging_changed, (), (levels, until))

/// An operator had a file of agents read; the lines that changed something.
struct agents_imported {
  static constexpr std::string_view type = "agents-imported";
  std::uint64_t created = 0;
  std::uint64_t updated = 0;
  bool operator==(const agents_imported&) const = default;
};
BOOST_DESCRIBE_STRUCT(agents_imported, (), (created, updated))

using notice_event = std::variant<
  signed_in,
  backup_made,
  actor_restarted,
  notification_retried,
  notification_discarded,
  logging_changed,
  notifications_retried,
  agents_imported>;

struct notice {
  notice_subject subject;
  notice_event event;
};

} // namespace kod::model
