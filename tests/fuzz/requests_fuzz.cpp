// A connection's bytes, from the parser to the answers: the same ones however the bytes come. The
// first byte chooses where they are cut.

#include "http/request_parser.hpp"
#include "tests/fuzz/site.hpp"

namespace {

using namespace kod;
using tests::must;

/// As http/session.cpp does it, with the answers noted instead of sent.
class connection {
public:
  explicit connection(tests::site& to) : site_{to} {}

  void bring(std::string_view part) {
    unread_ += part;
    while (!over_ && take_next()) {
    }
  }
  const std::string& told() const { return told_; }

private:
  bool take_next() {
    using enum http::request_parser::progress;
    std::string_view rest = unread_;
    const auto progress = parser_.feed(rest);
    must(rest.size() <= unread_.size(), "a parser takes from the front");
    unread_.erase(0, unread_.size() - rest.size());
    switch (progress) {
    case more: return false;
    case head: take_head(); return true;
    case whole: take_whole(); return true;
    case refused: end("refused " + std::string{to_string(parser_.why())}); return false;
    }
    return false;
  }

  void take_head() {
    must(!parser_.now().headers.empty() || !parser_.keep_alive(), "HTTP/1.1 names its host");
    keep_alive_ = parser_.keep_alive();
    admitted_ = site_.admit(parser_.now());
    limit_ = std::min(admitted_.body_limit, http::limits::json_body);
    if (parser_.content_length().value_or(0) > limit_)
      return end("too large");
    parser_.limit_body(limit_);
  }

  void take_whole() {
    auto asked = std::move(parser_.now());
    must(asked.body.size() <= limit_, "a body keeps to its limit");
    note(asked);
    const auto heard = site_.answer(admitted_, std::move(asked));
    told_ += std::to_string(heard.status) + ' ' + heard.body + '\n';
    parser_.begin();
    if (!keep_alive_)
      end("closed");
  }

  void note(const http::request& asked) {
    told_ += std::to_string(static_cast<int>(asked.method)) + ' ' + asked.path + '\n';
    for (const auto& [name, value] : asked.query)
      told_ += name + '=' + value + '\n';
    for (const auto& [name, value] : asked.headers)
      told_ += name + ": " + value + '\n';
    told_ += asked.body + '\n';
  }

  void end(const std::string& why) {
    told_ += why;
    over_ = true;
  }

  tests::site& site_;
  http::request_parser parser_;
  http::admission admitted_;
  std::size_t limit_ = 0;
  bool keep_alive_ = true;
  bool over_ = false;
  std::string unread_;
  std::string told_;
};

/// The last bytes may be too few to refuse them: then that would come with the next ones.
bool is_told_later(std::string_view later, std::string_view now) {
  return now.starts_with(later) && now.substr(later.size()).starts_with("refused ");
}

std::string told_of(tests::site& to, std::string_view bytes, std::size_t piece) {
  connection from{to};
  for (; bytes.size() > piece; bytes.remove_prefix(piece))
    from.bring(bytes.substr(0, piece));
  from.bring(bytes);
  return from.told();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static tests::site site;
  if (size == 0)
    return 0;
  const auto text = tests::text_of(bytes + 1, size - 1);
  const auto at_once = told_of(site, text, text.size() + 1);
  const auto in_pieces = told_of(site, text, bytes[0] % 64 + 1u);
  must(
    in_pieces == at_once || is_told_later(in_pieces, at_once) || is_told_later(at_once, in_pieces),
    "it is read the same in pieces");
  return 0;
}
