// Where a list goes on, as a client brings it back: only what we wrote is taken, letter by letter.

#include "http/cursors.hpp"
#include "tests/fuzz/must.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace kod;
  const auto text = tests::text_of(bytes, size);
  if (const auto read = http::read_cursor(text))
    tests::must(http::to_text(*read) == text, "a cursor has one spelling");

  // The checksum is seldom guessed, so the same bytes are a place to write down as well.
  const actors::list_cursor place{
    .after = std::string{text.substr(0, 300)}, .as_of = text.size() * 0x9E3779B97F4A7C15};
  const auto written = http::to_text(place);
  const auto read = http::read_cursor(written);
  tests::must(read && read->after == place.after, "a cursor keeps its row");
  tests::must(read && read->as_of == place.as_of, "a cursor keeps its sequence");
  return 0;
}
