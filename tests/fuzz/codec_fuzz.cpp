// Records and snapshots of the journal. The first byte chooses the type, the rest is what the disk
// is said to hold: it is refused as damaged, or it is a value that has bytes of its own.

#include "persistence/backup_seal.hpp"
#include "persistence/codec.hpp"
#include "tests/fuzz/must.hpp"

#include <iterator>
#include <optional>

namespace {

using namespace kod;
using tests::must;

/// Nothing else may be thrown.
template <class T>
std::optional<T> decoded(std::string_view bytes) {
  try {
    return persistence::decode<T>(bytes);
  } catch (const model::journal_failure&) {
    return std::nullopt;
  }
}

void check(const persistence::batch_record& record, const std::string&) {
  const auto events = persistence::events_of(persistence::batch_record{record});
  if (events.empty())
    return;
  must(events.front().sequence == record.first_sequence, "the first event has its sequence");
  must(
    events.back().sequence == persistence::last_sequence(record),
    "the last event has its sequence");
}

template <class Entity>
void check(const persistence::snapshot_record<Entity>& record, const std::string& bytes) {
  must(persistence::decode_head(bytes) == record.head, "a snapshot's head reads alone as in it");
  must(
    persistence::encode_snapshot(record.head, record.snapshot) == bytes,
    "a snapshot has the same bytes when it isn't copied");
}

void check(const auto&, const std::string&) {}

/// A record of an earlier version has fewer fields than today's, and is longer when it is written
/// again: so it is the second bytes that have to stay.
template <class T>
void read_and_write(std::string_view bytes) {
  const auto value = decoded<T>(bytes);
  if (!value)
    return;
  const auto written = persistence::encode(*value);
  const auto again = decoded<T>(written);
  must(again.has_value(), "what was written can be read");
  must(persistence::encode(*again) == written, "a value always has the same bytes");
  check(*value, written);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace persistence;
  if (size == 0)
    return 0;
  constexpr void (*types[])(std::string_view) = {// Whatever is new comes at the end.
                                                 read_and_write<batch_record>,
                                                 read_and_write<snapshot_record<model::referral>>,
                                                 read_and_write<snapshot_record<model::agent>>,
                                                 read_and_write<model::sealed_content>,
                                                 read_and_write<model::claim>,
                                                 read_and_write<chain_end>,
                                                 read_and_write<snapshot_record<model::programme>>,
                                                 read_and_write<model::outbox_record>,
                                                 read_and_write<model::minute_record>,
                                                 read_and_write<backup_seal>};
  types[bytes[0] < std::size(types) ? bytes[0] : 0](tests::text_of(bytes + 1, size - 1));
  return 0;
}
