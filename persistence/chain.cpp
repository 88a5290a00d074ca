#include "persistence/chain.hpp"

#include "persistence/codec.hpp"
#include "persistence/keys.hpp"

#include <sodium.h>
#include <string>

namespace kod::persistence {

chain_hash hash_of(std::string_view record) {
  chain_hash result;
  ::crypto_generichash(
    result.data(),
    result.size(),
    reinterpret_cast<const unsigned char*>(record.data()),
    record.size(),
    nullptr,
    0);
  return result;
}

batch_record follow(chain_end& end, std::string_view key, std::string_view record) {
  const auto fail = [&](const std::string& what) {
    throw model::journal_failure{
      "the journal after sequence " + std::to_string(end.sequence) + ": " + what};
  };
  auto result = decode<batch_record>(record);
  if (result.first_sequence != end.sequence + 1)
    fail("goes on at " + std::to_string(result.first_sequence));
  if (result.previous != end.hash)
    fail("what comes next was written after something else");
  if (parse_ordered(key) != last_sequence(result))
    fail("a record lies at another's place");
  end = {last_sequence(result), hash_of(record)};
  return result;
}

} // namespace kod::persistence
