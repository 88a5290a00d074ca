// Writes the seeds that nobody could type: `fuzz_seeds tests/fuzz/corpus`, after a change of what
// lies on disk.

#include "http/cursors.hpp"
#include "http/tokens.hpp"
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

void write_snapshots(const corpus& to) {
  to.keep("referral", typed(1, encode_snapshot({4, 9, true}, a_full_referral(r1))));
  to.keep("agent", typed(2, encode_snapshot({4, 9, true}, a_full_agent(ann))));
  to.keep("sealed-contact", typed(3, encode(model::sealed_content{a_contact()})));
  to.keep("claim", typed(4, encode(a_claim("key/1", "r-1"))));
  to.keep("chain-end", typed(5, encode(chain_end{5, {}})));
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
  write_snapshots(corpus{folder / "codec"});
  write_cursors(corpus{folder / "cursors"});
  write_tokens(corpus{folder / "tokens"});
  return 0;
}
