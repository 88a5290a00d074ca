#include "http/render_notifications.hpp"

#include "model/words.hpp"

namespace kod::http {

namespace {

void write_recipient(json_writer& out, const model::party& to) {
  out.object([&] {
    out.member("role", model::to_string(to.role));
    out.member("id", to.id);
  });
}

void write_referral(json_writer& out, const model::told_referral& referral) {
  out.object([&] {
    out.member("id", referral.id.text);
    out.member("language", referral.language.tag);
    out.member("zip", referral.zip.digits);
    out.member("county", referral.county);
    out.member("requested_at", referral.requested_at);
    out.member("callback_by", referral.callback_by);
  });
}

} // namespace

void write_told(json_writer& out, const model::notification& what) {
  out.member("to", [&] { write_recipient(out, what.to); });
  out.member("at", what.at);
  if (what.referral)
    out.member("referral", [&] { write_referral(out, *what.referral); });
  if (what.reply_by)
    out.member("reply_by", *what.reply_by);
  if (what.agent)
    out.member("agent_id", what.agent->text);
  if (what.cause)
    out.member("cause", model::word(*what.cause));
}

void write_notification(json_writer& out, const model::outbox_entry& entry) {
  const bool waits = entry.status == model::delivery_status::waiting;
  out.object([&] {
    out.member("id", model::id_of(entry));
    out.member("kind", model::word(entry.what.kind));
    out.member("channel", model::word(entry.via));
    out.member("status", model::word(entry.status));
    out.member("to", [&] { write_recipient(out, entry.what.to); });
    out.member(
      "referral_id",
      entry.what.referral ? std::optional{entry.what.referral->id.text} : std::nullopt);
    out.member("made_at", entry.made_at);
    out.member("attempts", entry.attempts);
    out.member("next_attempt_at", waits ? std::optional{entry.at} : std::nullopt);
    out.member("ended_at", waits ? std::nullopt : std::optional{entry.at});
    out.member(
      "last_error", entry.last_error.empty() ? std::nullopt : std::optional{entry.last_error});
  });
}

} // namespace kod::http
