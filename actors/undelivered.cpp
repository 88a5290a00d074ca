#include "actors/dead_letters.hpp"

namespace kod::actors {

std::string_view to_string(undelivered why) {
  switch (why) {
  case undelivered::receiver_ended: return "receiver-ended";
  case undelivered::unexpected: return "unexpected";
  case undelivered::handler_failed: return "handler-failed";
  case undelivered::put_aside: return "put-aside";
  case undelivered::no_receiver: break;
  }
  return "no-receiver";
}

} // namespace kod::actors
