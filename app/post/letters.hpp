#pragma once

#include "model/outbox_records.hpp"

#include <string>

namespace kod::app {

struct letter {
  std::string subject;
  std::string body;
};

/// What an e-mail says: to agents in English, to residents in theirs where we speak it. Nothing in
/// it tells who the resident is; `first_name` is the agent's, where a resident hears who will call.
letter letter_of(const model::notification&, const std::string& first_name);

/// The e-mail as it is sent (RFC 5322), with a Message-ID made of the entry's id.
std::string message_of(
  const model::outbox_entry&, const letter&, const std::string& from, const std::string& to);

/// The body of a webhook.
std::string webhook_body(const model::outbox_entry&);

} // namespace kod::app
