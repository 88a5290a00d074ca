#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kod::app {

/// How far a talk with a mail server came, and what it said last: whether a refusal was about this
/// one message, or about us. Keeps nothing of a line but the command and the codes: the rest may
/// hold an address or a password.
///
///   greeting -> hello -> tls -> sign_in -> mail -> recipient -> message
class smtp_talk {
public:
  void sent(std::string_view line);
  void heard(std::string_view line);

  /// Of the server's last answer; 0: it has said nothing.
  unsigned code() const { return code_; }
  bool refused() const { return code_ >= 400; }

  /// The address doesn't exist, or this message isn't taken: it wouldn't be later either. All
  /// before the recipient is about us and would end every message alike, and so does a syntax or a
  /// policy (relaying denied, sign in first), whenever it is told: many servers keep it for the
  /// recipient.
  bool refused_for_good() const;

  /// In words of ours: `the mail server said 550 to RCPT`.
  std::string words() const;

private:
  enum class stage : std::uint8_t { greeting, hello, tls, sign_in, mail, recipient, message };

  stage at_ = stage::greeting;
  bool over_ = false; // What is said to our farewell says nothing of the mail.
  unsigned code_ = 0;
  bool policy_ = false; // Its enhanced code says so (RFC 3463, x.7.x).
};

} // namespace kod::app
