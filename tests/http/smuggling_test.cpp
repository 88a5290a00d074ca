#include "tests/http/server_fixture.hpp"

#include <gmock/gmock.h>

namespace {

using namespace kod;
using testing::HasSubstr;
using tests::Server;

class Smuggling : public Server, public testing::WithParamInterface<const char*> {};

TEST_P(Smuggling, IsRefusedAndTheConnectionEnds) {
  tests::raw_client client{start()};
  const auto answer = client.ask(GetParam());
  EXPECT_EQ(answer.status, 400) << GetParam();
  EXPECT_THAT(answer.body, HasSubstr("/problems/bad-request"));
  EXPECT_TRUE(client.hears_the_end());
}

INSTANTIATE_TEST_SUITE_P(
  Shapes,
  Smuggling,
  testing::Values(
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: "
    "chunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: "
    "5\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +2\r\n\r\nhi",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -2\r\n\r\nhi",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x2\r\n\r\nhi",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2, 2\r\n\r\nhi",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\nhi",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\nhi",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\x0b chunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\n X: a\r\n\r\n",
    "GET / HTTP/1.1\nHost: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
    "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET\r\n\r\n",
    "GET /\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    "G\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: \r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nhi",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
    "chunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nX\r: y\r\n\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));

class SmugglingInChunks : public Server, public testing::WithParamInterface<const char*> {};

TEST_P(SmugglingInChunks, IsRefusedAndTheConnectionEnds) {
  tests::raw_client client{start()};
  const auto answer = client.ask(
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string{GetParam()}
    + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.status, 400) << GetParam();
  EXPECT_TRUE(client.hears_the_end());
}

INSTANTIATE_TEST_SUITE_P(
  Shapes,
  SmugglingInChunks,
  testing::Values(
    "2\nhi\r\n0\r\n\r\n",
    "2\r\nhi\n0\r\n\r\n",
    "2\r\nhi\r\n0\n\n",
    "2\r\nhi\r\n0\r\n\n",
    "2;a\nb\r\nhi\r\n0\r\n\r\n",
    "2;a\rb\r\nhi\r\n0\r\n\r\n",
    "2;a=\"\r\n\"\r\nhi\r\n0\r\n\r\n",
    "2 \r\nhi\r\n0\r\n\r\n",
    " 2\r\nhi\r\n0\r\n\r\n",
    "0x2\r\nhi\r\n0\r\n\r\n",
    "+2\r\nhi\r\n0\r\n\r\n",
    "\r\nhi\r\n0\r\n\r\n",
    "2,3\r\nhi\r\n0\r\n\r\n",
    "10000000000000002\r\nhi\r\n0\r\n\r\n",
    "2\r\nhi\r0\r\n\r\n",
    "2\r\nhi\r\n0;a\n\r\n\r\n",
    "2\r\nhi\r\n0\r\nX: y\nZ: q\r\n\r\n",
    "2\r\nhi\r\n0\r\nX: y\r\n\n",
    "2\r\nhi\r\n0\r\nContent-Length: 5\r\n\r\n"));

TEST_F(Server, AnEndlessLineOfAChunkIsRefused) {
  tests::raw_client client{start()};
  client.say("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;");
  client.say(std::string(40'000, 'x'));
  EXPECT_EQ(client.hear().status, 400);
}

} // namespace
