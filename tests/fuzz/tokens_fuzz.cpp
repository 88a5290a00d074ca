// Tokens: nothing but what we signed names anybody, and no letter of it may differ.

#include "http/tokens.hpp"
#include "tests/fuzz/must.hpp"

namespace {

using namespace kod;
using namespace std::chrono_literals;
using tests::must;

constexpr std::size_t longest_subject = 200;

model::instant today() {
  return model::instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 10}};
}

/// The signature's last letter has bits that mean nothing: it is left as it is.
std::string with_another_letter(std::string token, std::size_t choice) {
  auto& letter = token[choice % (token.size() - 1)];
  letter = letter == 'x' ? 'y' : 'x';
  return token;
}

void check_signed(const http::tokens& ours, const model::party& who, std::size_t choice) {
  const auto token = ours.sign(who, 1h);
  const auto read = ours.verify(token);
  must(!read || *read == who, "a token names whom it was signed for"); // None: it isn't UTF-8.
  must(!ours.verify(with_another_letter(token, choice)), "a changed token is nobody's");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const http::tokens ours{std::string(32, 'k'), today};
  static const http::tokens foreign{std::string(32, 'f'), today};
  const std::string text{tests::text_of(bytes, size)};
  // The seeds are of this key, whose tokens are all of one kind of caller.
  const auto read = foreign.verify(text);
  must(!read || read->role == model::role::intake, "no token can be made without the key");
  must(!ours.verify(text), "a token of another key is nobody's");
  if (size > 0 && size <= longest_subject)
    check_signed(ours, {model::role::agent, text}, std::size_t{bytes[0]} * size);
  return 0;
}
