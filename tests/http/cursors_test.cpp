#include "http/cursors.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace kod;
using namespace std::string_literals;

TEST(Cursor, ComesBackAsItWas) {
  for (const auto& after : {""s, "a"s, "ab"s, "abc"s, "row/key\0\xFF"s, std::string(300, 'k')}) {
    const auto read = http::read_cursor(http::to_text({.after = after, .as_of = 1ull << 60}));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->after, after);
    EXPECT_EQ(read->as_of, 1ull << 60);
  }
}

TEST(Cursor, StandsInAQueryAsItIs) {
  const auto text = http::to_text({.after = "a/b?c&d=\xFF\xFE", .as_of = 77});
  EXPECT_EQ(
    text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
    text.npos);
}

TEST(Cursor, AnythingElseIsRefused) {
  for (const auto text : {"", "0", "abc", "null", "AAAAAAAAAAAAAAAAAAAA", "====", "%20", "a b"})
    EXPECT_FALSE(http::read_cursor(text).has_value()) << text;
}

TEST(Cursor, OneThatWasChangedIsRefused) {
  const auto text = http::to_text({.after = "abcd", .as_of = 5});
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto changed = text;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(http::read_cursor(changed).has_value()) << changed;
    EXPECT_FALSE(http::read_cursor(text.substr(0, at)).has_value());
  }
  EXPECT_FALSE(http::read_cursor(text + "A").has_value());
}

} // namespace
