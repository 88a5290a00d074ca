// Writes the seeds that nobody could type: `fuzz_seeds tests/fuzz/corpus`, after a change of what
// lies on disk.

#include "http/cursors.hpp"
#include "http/tokens.hpp"
#include "persistence/backup_seal.hpp"
#include "persistence/codec.hpp"
#include "tests/support/journal_samples.hpp"

#include <filesystem>
#include <fstream>

namespace kod::tests {

namespace {

using namespace persistence;

class corpus {
public:
  explicit corpus(std::filesystem::path folder) : folder_{std::move(folder)} {
    std::filesystem::create_directories(folder_);
  }

  void keep(const std::string& name, const std::string& bytes) const {
    std::ofstream to{folder_ / name, std::ios::binary};
    to.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    to.exceptions(std::ios::failbit | std::ios::badbit);
  }

private:
  std::filesystem::path folder_;
};

/// The byte before it chooses the type, as in codec_fuzz.cpp.
std::string typed(char type, const std::string& bytes) {
  return type + bytes;
}

model::outbox_record a_full_outbox_record() {
  return model::outbox_entry{
    .number = 7,
    .what =
      {.id = "offer-r-1-1-email",
       .kind = model::notification_kind::offer,
       .to = as(ann),
       .at = noon,
       .referral =
         model::told_referral{r1, spanish, {"40202"}, "Jefferson County", noon, noon + 30min},
       .reply_by = noon + 15min,
       .agent = ann},
    .via = model::channel::email,
    .status = model::delivery_status::dead,
    .attempts = 12,
    .made_at = noon,
    .at = noon + 5h,
    .last_error = "the mail server said 550"};
}

model::minute_record a_full_minute() {
  model::minute_record result;
  result.at = noon;
  result.waiting = 3;
  result.offered = 2;
  result.available = 300;
  result.inside_promise = 0.98;
  return result;
}

backup_seal a_full_seal() {
  backup_seal result;
  result.format = 1;
  result.number = 12;
  result.at = noon;
  result.key_id = "key";
  result.end = {5, {}};
  result.beside = {{"identity", "bytes"}};
  return result;
}

template <class Write, class Events>
std::string record_of(const Write& like, const Events& events) {
  auto batch = no_entity();
  batch.writes.emplace_back(Write{4, events, like.snapshot});
  return typed(0, encode_record({}, 7, batch));
}

void write_records(const corpus& to) {
  const model::referral_write referral{4, {}, a_full_referral(r1)};
  const model::agent_write agent{9, {}, a_full_agent(ann)};
  to.keep("record-of-referral", record_of(referral, every_referral_event()));
  to.keep("record-of-agent", record_of(agent, every_agent_event()));
  for (const auto& event : every_referral_event())
    to.keep(
      "referral-event-" + std::to_string(event.index()),
      record_of(referral, referral_history{event}));
  for (const auto& event : every_agent_event())
    to.keep("agent-event-" + std::to_string(event.index()), record_of(agent, agent_history{event}));
}

/// What belongs to the whole exchange, and what happened to nobody's referral.
void write_other_records(const corpus& to) {
  const model::programme_write programme{4, {}, a_full_programme()};
  for (const auto& event : every_programme_event())
    to.keep(
      "programme-event-" + std::to_string(event.index()), record_of(programme, std::vector{event}));
  auto told = no_entity();
  told.notices = {{{"operator"}, model::signed_in{"token"}}};
  told.from = "127.0.0.1";
  to.keep("record-of-notice", typed(0, encode_record({}, 7, told)));
}

void write_snapshots(const corpus& to) {
  to.keep("referral", typed(1, encode_snapshot({4, 9, true}, a_full_referral(r1))));
  to.keep("agent", typed(2, encode_snapshot({4, 9, true}, a_full_agent(ann))));
  to.keep("sealed-contact", typed(3, encode(model::sealed_content{a_contact()})));
  to.keep("claim", typed(4, encode(a_claim("key/1", "r-1"))));
  to.keep("chain-end", typed(5, encode(chain_end{5, {}})));
  to.keep("programme", typed(6, encode_snapshot({4, 9, true}, a_full_programme())));
  to.keep("outbox", typed(7, encode(a_full_outbox_record())));
  to.keep("minute", typed(8, encode(a_full_minute())));
  to.keep("backup-seal", typed(9, encode(a_full_seal())));
  to.keep("chain-end-of-an-earlier-version", typed(5, std::string{"\x01\x05", 2}));
}

void write_cursors(const corpus& to) {
  to.keep("start", http::to_text({.after = "", .as_of = 0}));
  to.keep("row", http::to_text({.after = "pending/2026/r-1", .as_of = 77}));
}

/// Signed with a key of tokens_fuzz.cpp.
void write_tokens(const corpus& to) {
  const http::tokens foreign{std::string(32, 'f'), [] { return noon; }};
  to.keep("intake-of-the-other-key", foreign.sign({model::role::intake, "exchange"}, 24h));
  to.keep("subject", "a-1001");
  to.keep("subject-with-marks", "r\"1\\\n\xC3\xA9");
  to.keep("of-no-algorithm", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwicm9sZSI6Im9wZXJhdG9yIn0.");
}

} // namespace

} // namespace kod::tests

int main(int argc, char** argv) {
  using namespace kod::tests;
  if (argc != 2)
    return 2;
  const std::filesystem::path folder{argv[1]};
  write_records(corpus{folder / "codec"});
  write_other_records(corpus{folder / "codec"});
  write_snapshots(corpus{folder / "codec"});
  write_cursors(corpus{folder / "cursors"});
  write_tokens(corpus{folder / "tokens"});
  return 0;
}
