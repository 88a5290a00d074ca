// From where a client's event stream goes on, as the client brings it back: a number that an event
// may have, however long it is written, and nothing else.

#include "http/event_stream.hpp"
#include "tests/fuzz/site.hpp"

#include <algorithm>

namespace {

using namespace kod;
using tests::must;

constexpr std::string_view highest = "18446744073709551615";

/// By the digits alone.
bool is_some_event(std::string_view text) {
  const auto digit = [](char each) { return each >= '0' && each <= '9'; };
  if (text.empty() || !std::ranges::all_of(text, digit))
    return false;
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
  return text.size() < highest.size() || (text.size() == highest.size() && text <= highest);
}

http::request brought(std::string text) {
  http::request result;
  result.path = "/v1/agents/ann/events";
  result.headers = {{"Host", "kod"}, {"Last-Event-ID", std::move(text)}};
  return result;
}

/// What we wrote comes back as the same event.
void check_written(std::uint64_t id) {
  http::event_stream stream{[] { return model::instant{}; }};
  must(stream.send({.id = id, .type = "offered", .data = "{}"}), "a stream takes an event");
  const auto sent = stream.take().value_or("");
  constexpr std::string_view name = "id: ";
  must(sent.starts_with(name), "an event begins with its id");
  const auto line = sent.substr(name.size(), sent.find('\n') - name.size());
  must(http::last_event_of(brought(line)).id == id, "an event's id is read as it was written");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static tests::site site;
  static const auto token = site.token_of(tests::as(tests::ann));
  const std::string text{tests::text_of(bytes, size)};
  const auto read = http::last_event_of(brought(text));
  must(read.invalid == (!text.empty() && !is_some_event(text)), "only an event's id is taken");
  must(read.id.has_value() == is_some_event(text), "without an id it begins now");

  auto asked = brought(text);
  asked.headers.push_back({"Authorization", "Bearer " + token});
  const auto admitted = site.admit(asked);
  const auto heard = site.answer(admitted, std::move(asked));
  must(heard.status == (read.invalid ? 422 : 200), "an id that no event has is refused");
  must((heard.stream != nullptr) == !read.invalid, "whoever isn't refused is told events");

  std::uint64_t id = 0;
  std::copy_n(bytes, std::min(size, sizeof id), reinterpret_cast<std::uint8_t*>(&id));
  check_written(id);
  return 0;
}
