#include "http/request_parser.hpp"

#include "http/limits.hpp"
#include "http/target.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace kod::http {

namespace {

namespace beast = boost::beast;
namespace bh = boost::beast::http;

method method_of(bh::verb verb) {
  switch (verb) {
  case bh::verb::get: return method::get;
  case bh::verb::head: return method::head;
  case bh::verb::post: return method::post;
  case bh::verb::put: return method::put;
  case bh::verb::patch: return method::patch;
  case bh::verb::delete_: return method::delete_;
  default: return method::other;
  }
}

/// Lines end with CRLF alone, and none goes on in the next one (obs-fold).
bool has_plain_lines(std::string_view head) {
  for (auto at = head.find_first_of(std::string_view{"\n\0", 2}); at != head.npos;
       at = head.find_first_of(std::string_view{"\n\0", 2}, at + 1)) {
    if (head[at] == '\0' || at == 0 || head[at - 1] != '\r')
      return false;
    if (at + 1 < head.size() && (head[at + 1] == ' ' || head[at + 1] == '\t'))
      return false;
  }
  return true;
}

} // namespace

/// Beast's parser, whose findings become a `request` without a message of its own in between.
class request_parser::parser : public bh::basic_parser<true> {
public:
  parser() {
    header_limit(limits::header_bytes);
    body_limit(boost::none);
    eager(true);
  }

  request now;
  int version = 11;
  unsigned lengths = 0; // `Content-Length` fields.
  unsigned hosts = 0;
  bool has_encoding = false;
  bool expects_continue = false;

private:
  using error_code = beast::error_code;
  using string_view = beast::string_view;

  void on_request_impl(
    bh::verb verb, string_view, string_view raw_target, int spoken, error_code&) override {
    version = spoken;
    now.method = method_of(verb);
    auto read = read_target(raw_target);
    now.path = std::move(read.path);
    now.query = std::move(read.query);
  }

  void
  on_field_impl(bh::field name, string_view text, string_view value, error_code& problem) override {
    if (is_header_done())
      return; // Trailers come after everything was decided: nobody may believe them.
    if (now.headers.size() == limits::header_fields) {
      problem = bh::error::header_limit;
      return;
    }
    note(name, value, problem);
    now.headers.emplace_back(std::string_view{text}, std::string_view{value});
  }

  void note(bh::field name, string_view value, error_code& problem) {
    if (name == bh::field::content_length) {
      if (value.find_first_not_of("0123456789") != value.npos)
        problem = bh::error::bad_content_length; // Beast takes lists of equal numbers.
      ++lengths;
    } else if (name == bh::field::transfer_encoding) {
      if (has_encoding || !beast::iequals(value, "chunked"))
        problem = bh::error::bad_transfer_encoding;
      has_encoding = true;
    } else if (name == bh::field::host)
      ++hosts;
    else if (name == bh::field::expect)
      expects_continue = beast::iequals(value, "100-continue");
  }

  void on_header_impl(error_code& problem) override {
    const bool old = version < 11;
    if (lengths > 1)
      problem = bh::error::multiple_content_length;
    else if (has_encoding && (lengths > 0 || old))
      problem = bh::error::bad_transfer_encoding;
    else if (hosts > 1 || (hosts == 0 && !old))
      problem = bh::error::bad_field;
  }

  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
    if (length) // What is longer grows with what has really come.
      now.body.reserve(std::min<std::size_t>(*length, limits::json_body));
  }
  std::size_t on_body_impl(string_view part, error_code&) override {
    now.body.append(part.data(), part.size());
    return part.size();
  }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view part, error_code&) override {
    now.body.append(part.data(), part.size());
    return part.size();
  }
  void on_finish_impl(error_code&) override {}
};

request_parser::request_parser() {
  begin();
}
request_parser::~request_parser() = default;

void request_parser::begin() {
  parser_ = std::make_unique<parser>();
  searched_ = 0;
  has_head_ = false;
}

request_parser::progress request_parser::feed(std::string_view& bytes) {
  return has_head_ ? feed_body(bytes) : feed_head(bytes);
}

request_parser::progress request_parser::feed_head(std::string_view& bytes) {
  static constexpr std::string_view end_of_head = "\r\n\r\n";
  if (searched_ == 0) {
    while (bytes.starts_with("\r\n")) // Some clients send one too many after a body.
      bytes.remove_prefix(2);
    if (bytes == "\r") // Perhaps the first half of another.
      return progress::more;
  }
  const auto from = searched_ < end_of_head.size() ? 0 : searched_ - end_of_head.size() + 1;
  const auto end = bytes.find(end_of_head, from);
  const auto size = end == bytes.npos ? bytes.size() : end + end_of_head.size();
  if (size > limits::header_bytes)
    return refuse(code::headers_too_large);
  searched_ = size;
  if (end == bytes.npos)
    return progress::more;
  const auto head = bytes.substr(0, size);
  if (!has_plain_lines(head))
    return refuse(code::bad_request);
  boost::system::error_code problem;
  parser_->put({head.data(), head.size()}, problem);
  if (problem) // Also where Beast would wait for more: the end has come.
    return refuse(problem == bh::error::header_limit ? code::headers_too_large : code::bad_request);
  bytes.remove_prefix(size);
  has_head_ = true;
  return progress::head;
}

request_parser::progress request_parser::feed_body(std::string_view& bytes) {
  // The shortest end of a chunked body; Beast counts on having it at hand.
  static constexpr std::size_t last_chunk = 5;
  if (parser_->is_done())
    return progress::whole;
  if (bytes.size() < (parser_->chunked() ? last_chunk : 1))
    return progress::more;
  boost::system::error_code problem;
  bytes.remove_prefix(parser_->put({bytes.data(), bytes.size()}, problem));
  if (problem == bh::error::body_limit)
    return refuse(code::too_large);
  if (problem && problem != bh::error::need_more)
    return refuse(code::bad_request);
  return parser_->is_done() ? progress::whole : progress::more;
}

request_parser::progress request_parser::refuse(code why) {
  why_ = why;
  return progress::refused;
}

void request_parser::limit_body(std::size_t most) {
  parser_->body_limit(most);
}

bool request_parser::begun() const {
  return searched_ > 0;
}
request& request_parser::now() {
  return parser_->now;
}
code request_parser::why() const {
  return why_;
}
bool request_parser::keep_alive() const {
  return parser_->version >= 11 && parser_->keep_alive();
}
bool request_parser::expects_continue() const {
  return parser_->expects_continue;
}
std::optional<std::uint64_t> request_parser::content_length() const {
  const auto length = parser_->content_length();
  return length ? std::optional{*length} : std::nullopt;
}
bool request_parser::chunked() const {
  return parser_->chunked();
}

} // namespace kod::http
