#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <charconv>
#include <string>
#include <string_view>

namespace kod::tests {

/// An answer as it came over the wire.
struct raw_answer {
  unsigned status = 0; // 0: the connection ended before it.
  std::string head;
  std::string body;

  /// The value of the first header of that name, as it is spelt.
  std::string header(std::string_view name) const {
    const auto key = "\r\n" + std::string{name} + ": ";
    const auto at = head.find(key);
    if (at == head.npos)
      return {};
    const auto value = at + key.size();
    return head.substr(value, head.find("\r\n", value) - value);
  }
};

/// Says exactly the bytes that a test wants to say, and blocks until an answer is there.
class raw_client {
public:
  explicit raw_client(const std::string& address) {
    const auto colon = address.rfind(':');
    boost::asio::ip::tcp::resolver resolver{io_};
    boost::asio::connect(
      socket_, resolver.resolve(address.substr(0, colon), address.substr(colon + 1)));
    socket_.set_option(boost::asio::ip::tcp::no_delay{true}); // Pieces go as pieces.
  }

  /// False once the other side has ended the connection: the answer says why.
  bool say(std::string_view bytes) {
    boost::system::error_code ended;
    boost::asio::write(socket_, boost::asio::buffer(bytes), ended);
    return !ended;
  }

  /// `with_body` is false for the answer to HEAD.
  raw_answer hear(bool with_body = true) {
    raw_answer answer;
    answer.head = hear_until("\r\n\r\n");
    if (answer.head.empty())
      return answer;
    std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
    std::size_t size = 0;
    const auto length = answer.header("Content-Length");
    std::from_chars(length.data(), length.data() + length.size(), size);
    if (with_body)
      answer.body = hear_bytes(size);
    return answer;
  }

  raw_answer ask(std::string_view bytes) {
    say(bytes);
    return hear();
  }

  /// All up to and with the given text; nothing where the connection ends before.
  std::string hear_until(std::string_view end) {
    boost::system::error_code ended;
    const auto size =
      boost::asio::read_until(socket_, boost::asio::dynamic_buffer(heard_), end, ended);
    return ended ? std::string{} : take(size);
  }

  /// Whether the other side has ended the connection and said nothing more.
  bool hears_the_end() {
    boost::system::error_code ended;
    char byte = 0;
    return heard_.empty() && boost::asio::read(socket_, boost::asio::buffer(&byte, 1), ended) == 0;
  }

private:
  std::string hear_bytes(std::size_t size) {
    boost::system::error_code ended;
    if (heard_.size() < size)
      boost::asio::read(
        socket_,
        boost::asio::dynamic_buffer(heard_),
        boost::asio::transfer_exactly(size - heard_.size()),
        ended);
    return take(std::min(size, heard_.size()));
  }
  std::string take(std::size_t size) {
    auto taken = heard_.substr(0, size);
    heard_.erase(0, size);
    return taken;
  }

  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_{io_};
  std::string heard_;
};

} // namespace kod::tests
