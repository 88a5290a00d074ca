#pragma once

#include "http/message.hpp"
#include "http/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace kod::http {

/// Makes requests of one connection's bytes, one after the other. Stricter than the RFC allows:
/// whatever two parsers might read differently is refused, so that nothing can be smuggled past a
/// proxy in front of us.
class request_parser {
public:
  enum class progress : std::uint8_t {
    more,   // What was consumed is kept; bring the rest again, with what follows it.
    head,   // All but the body: call `limit_body`, then go on.
    whole,  // `now` may be taken; call `begin` before the next one.
    refused // See `why`: the connection can't be used any further.
  };

  request_parser();
  ~request_parser();

  /// Forgets the request and waits for the next one.
  void begin();
  /// Takes from the front of `bytes` what it can use.
  progress feed(std::string_view& bytes);
  void limit_body(std::size_t most);

  /// Whether any part of a request has come.
  bool begun() const;
  request& now();
  code why() const;
  /// Never for HTTP/1.0, whose clients would have to be told so.
  bool keep_alive() const;
  bool expects_continue() const;
  /// Nothing where there is no body, or its length isn't known beforehand.
  std::optional<std::uint64_t> content_length() const;
  bool chunked() const;

private:
  class parser;
  progress feed_head(std::string_view& bytes);
  progress feed_body(std::string_view& bytes);
  progress refuse(code);

  std::unique_ptr<parser> parser_;
  std::size_t searched_ = 0; // Bytes of the head in which no end was found.
  bool has_head_ = false;
  code why_ = code::bad_request;
};

} // namespace kod::http
