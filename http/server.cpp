#include "http/server.hpp"

#include "http/problem.hpp"
#include "http/response_text.hpp"
#include "http/session.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>

#include <system_error>
#include <utility>

namespace kod::http {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

namespace {

tcp::endpoint endpoint_of(const std::string& address) {
  const auto colon = address.rfind(':');
  if (colon == address.npos)
    throw std::system_error{make_error_code(std::errc::invalid_argument), "no port in " + address};
  auto host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']'))
    host = host.substr(1, host.size() - 2);
  asio::io_context io;
  return *tcp::resolver{io}
            .resolve(host, address.substr(colon + 1), tcp::resolver::passive)
            .begin();
}

std::string text_of(const tcp::endpoint& where) {
  const auto host = where.address().to_string();
  return (where.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(where.port());
}

} // namespace

// -- what connections share ---------------------------------------------------

server_core::server_core(const server_options& given, application served)
  : options{given}, serve{std::move(served)}, events{std::make_shared<event_budget>(
                                                given.event_bytes)} {}

server_core::~server_core() = default;

std::string server_core::open(const std::string& address) {
  const auto where = endpoint_of(address);
  acceptor.open(where.protocol());
  acceptor.set_option(tcp::acceptor::reuse_address{true});
  acceptor.bind(where);
  acceptor.listen();
  accept();
  patrol();
  return text_of(acceptor.local_endpoint());
}

void server_core::accept() {
  acceptor.async_accept([this](const error_code& failed, tcp::socket socket) {
    if (stopping)
      return;
    if (!failed) {
      take(std::move(socket));
      return accept();
    }
    // Out of descriptors, most likely: some may be free again soon.
    retry.expires_after(std::chrono::milliseconds{100});
    retry.async_wait([this](const error_code& cancelled) {
      if (!cancelled)
        accept();
    });
  });
}

void server_core::take(tcp::socket socket) {
  if (connections.size() >= options.connections)
    if (const auto* longest = connections.first_to_go())
      std::shared_ptr {
        *longest
        } -> close();
  if (connections.size() < options.connections) {
    const auto added = std::make_shared<session>(*this, std::move(socket));
    return added->begin(connections.add(added));
  }
  std::string text;
  append(text, problem(code::overloaded), {.keep_alive = false});
  error_code ignored; // It may have gone already.
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(text), ignored);
  socket.shutdown(tcp::socket::shutdown_send, ignored);
}

admission server_core::admit(const request& head) {
  if (stopping)
    return {.refusal = problem(code::stopping)};
  try {
    return serve(head);
  } catch (const std::exception&) {
    return {.refusal = problem(code::internal_error)};
  }
}

void server_core::patrol() {
  clock.expires_after(options.patrol);
  clock.async_wait([this](const error_code& cancelled) {
    if (cancelled)
      return;
    const auto now = steady::now();
    for (const auto& each : connections.all()) // `check` may end it.
      each->check(now);
    if (now >= end_of_grace)
      close_all();
    if (!stopping || connections.size() > 0)
      patrol();
  });
}

void server_core::begin_stop() {
  stopping = true;
  error_code ignored;
  acceptor.close(ignored);
  retry.cancel();
  end_of_grace = steady::now() + options.grace;
  for (const auto& each : connections.all())
    each->end_stream();
  if (owed == 0)
    close_all();
}

void server_core::owe() {
  ++owed;
}

void server_core::settle() {
  if (--owed == 0 && stopping)
    asio::post(io, [this] { // Not under the feet of the connection that says so.
      if (owed == 0)
        close_all();
    });
}

void server_core::leave(connection_table<std::shared_ptr<session>>::place gone, keeps from) {
  connections.remove(gone, from);
  if (stopping && connections.size() == 0)
    clock.cancel();
}

void server_core::close_all() {
  for (const auto& each : connections.all())
    each->close();
  clock.cancel();
}

// -- the server ---------------------------------------------------------------

server::server(const server_options& options, application served)
  : core_{std::make_shared<server_core>(options, std::move(served))} {}

server::~server() {
  stop();
}

std::string server::listen(const std::string& address) {
  auto where = core_->open(address);
  core_->thread = std::thread{[core = core_.get()] { core->io.run(); }};
  return where;
}

void server::stop() {
  if (!core_->thread.joinable())
    return;
  asio::post(core_->io, [core = core_.get()] { core->begin_stop(); });
  core_->thread.join();
}

} // namespace kod::http
