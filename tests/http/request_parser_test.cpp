#include "http/request_parser.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace kod;
using progress = http::request_parser::progress;

TEST(RequestParser, ALineTooManyIsSkippedWhereverItIsCut) {
  const std::string bytes = "\r\n\r\nGET / HTTP/1.1\r\nHost: kod\r\n\r\n";
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    http::request_parser parser;
    std::string_view first{bytes.data(), cut};
    EXPECT_EQ(parser.feed(first), progress::more) << cut;
    auto rest = std::string{first} + bytes.substr(cut);
    std::string_view unread = rest;
    EXPECT_EQ(parser.feed(unread), progress::head) << cut;
  }
}

TEST(RequestParser, HalfOfALineTooManyBeginsNoRequest) {
  http::request_parser parser;
  std::string_view half = "\r";
  EXPECT_EQ(parser.feed(half), progress::more);
  EXPECT_FALSE(parser.begun());
}

} // namespace
