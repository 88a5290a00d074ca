#include "persistence/codec.hpp"

#include "model/overloaded.hpp"
#include "persistence/backup_seal.hpp"
#include "persistence/wire_reader.hpp"
#include "persistence/wire_writer.hpp"

namespace kod::persistence {

namespace {

std::uint64_t count_events(const batch_record& record) {
  std::uint64_t result = 0;
  for (const auto& write : record.writes)
    result += std::visit([](const auto& each) { return each.events.size(); }, write);
  return result;
}

template <class Record>
void write_events(wire::writer& to, const auto& entity, const auto& write) {
  to.byte(tag_of<Record>);
  to.number(wire::field_count<Record>);
  wire::write(to, entity.id);
  wire::write(to, write.version);
  wire::write(to, write.events);
}

void write_notice(wire::writer& to, const model::notice& notice) {
  to.byte(tag_of<notice_events>);
  wire::write(to, notice_events{.entity = notice.subject, .version = 0, .events = {notice.event}});
}

} // namespace

template <class T>
void encode_to(std::string& end, const T& value) {
  wire::writer to{end};
  wire::write(to, value);
}

template <class T>
T decode(std::string_view bytes) {
  wire::reader from{bytes};
  T result{};
  wire::read(from, result);
  if (!from.done())
    wire::damaged("it goes on after its end");
  return result;
}

template <class Entity>
std::string encode_snapshot(const snapshot_head& head, const Entity& snapshot) {
  std::string result;
  wire::writer to{result};
  to.number(wire::field_count<snapshot_record<Entity>>);
  wire::write(to, head);
  wire::write(to, snapshot);
  return result;
}

std::string
encode_record(const chain_hash& previous, std::uint64_t first_sequence, const model::batch& batch) {
  std::string result;
  wire::writer to{result};
  to.number(wire::field_count<batch_record>);
  wire::write(to, previous);
  wire::write(to, first_sequence);
  wire::write(to, batch.at);
  wire::write(to, batch.by);
  to.number(batch.writes.size() + batch.notices.size());
  for (const auto& write : batch.writes)
    std::visit(
      model::overloaded{
        [&](const model::referral_write& each) {
          write_events<referral_events>(to, each.snapshot, each);
        },
        [&](const model::agent_write& each) {
          write_events<agent_events>(to, each.snapshot, each);
        },
        [&](const model::programme_write& each) {
          write_events<programme_events>(to, each.snapshot, each);
        }},
      write);
  for (const auto& notice : batch.notices)
    write_notice(to, notice);
  wire::write(to, batch.from);
  return result;
}

snapshot_head decode_head(std::string_view snapshot) {
  wire::reader from{snapshot};
  snapshot_head result;
  if (from.number() == 0)
    wire::damaged("a snapshot without a head");
  wire::read(from, result);
  return result;
}

std::vector<model::recorded_event> events_of(batch_record&& record) {
  std::vector<model::recorded_event> result;
  auto sequence = record.first_sequence;
  for (auto& write : record.writes)
    std::visit(
      [&](auto& each) {
        for (auto& event : each.events)
          result.push_back(
            {sequence++,
             each.version,
             record.at,
             record.by,
             each.entity,
             std::move(event),
             record.from});
      },
      write);
  return result;
}

std::uint64_t last_sequence(const batch_record& record) {
  return record.first_sequence + count_events(record) - 1;
}

template std::string encode_snapshot(const snapshot_head&, const model::referral&);
template std::string encode_snapshot(const snapshot_head&, const model::agent&);
template std::string encode_snapshot(const snapshot_head&, const model::programme&);

#define KOD_STORED(...)                                                                            \
  template void encode_to<__VA_ARGS__>(std::string&, const __VA_ARGS__&);                          \
  template __VA_ARGS__ decode<__VA_ARGS__>(std::string_view);
KOD_STORED(batch_record)
KOD_STORED(chain_end)
KOD_STORED(backup_seal)
KOD_STORED(model::claim)
KOD_STORED(model::minute_record)
KOD_STORED(model::sealed_content)
KOD_STORED(model::outbox_record)
KOD_STORED(model::referral)
KOD_STORED(model::agent)
KOD_STORED(snapshot_record<model::referral>)
KOD_STORED(snapshot_record<model::agent>)
KOD_STORED(snapshot_record<model::programme>)
#undef KOD_STORED

} // namespace kod::persistence
