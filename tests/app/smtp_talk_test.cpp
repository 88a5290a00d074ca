#include "app/post/smtp_talk.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>

// Whether a mail server's refusal is about one message, or about us.

namespace kod::app {

namespace {

/// As it goes until the given command was sent; all before was taken.
smtp_talk talk_until(std::string_view last) {
  smtp_talk talk;
  talk.heard("220 mail.example ESMTP\r\n");
  for (const std::string_view line :
       {"EHLO kod\r\n",
        "AUTH PLAIN AGFubgBzZWNyZXQ=\r\n",
        "MAIL FROM:<kod@ky.example>\r\n",
        "RCPT TO:<rosa@example.org>\r\n",
        "DATA\r\n"}) {
    talk.sent(line);
    if (line.starts_with(last))
      return talk;
    talk.heard("250 ok\r\n");
  }
  return talk;
}

bool is_for_good(std::string_view command, std::string_view answer) {
  auto talk = talk_until(command);
  talk.heard(answer);
  return talk.refused_for_good();
}

TEST(SmtpTalk, AnAddressThatDoesNotExistIsRefusedForGood) {
  EXPECT_TRUE(is_for_good("RCPT", "550 no such user\r\n"));
  EXPECT_TRUE(is_for_good("RCPT", "550 5.1.1 <rosa@example.org>: no such user\r\n"));
  EXPECT_TRUE(is_for_good("RCPT", "553 5.1.3 bad address\r\n"));
  EXPECT_FALSE(is_for_good("RCPT", "450 4.2.1 busy\r\n"));
}

TEST(SmtpTalk, AMessageThatIsNotTakenIsRefusedForGood) {
  EXPECT_TRUE(is_for_good("DATA", "554 5.6.0 message refused\r\n"));
  EXPECT_FALSE(is_for_good("DATA", "451 4.3.0 try again\r\n"));
}

TEST(SmtpTalk, WhatIsRefusedBeforeTheRecipientIsAboutUs) {
  smtp_talk greeted;
  greeted.heard("554 go away\r\n");
  EXPECT_TRUE(greeted.refused());
  EXPECT_FALSE(greeted.refused_for_good());
  EXPECT_FALSE(is_for_good("EHLO", "550 not you\r\n"));
  EXPECT_FALSE(is_for_good("AUTH", "535 5.7.8 wrong\r\n"));
  EXPECT_FALSE(is_for_good("MAIL", "530 5.7.0 Authentication required\r\n"));
  EXPECT_FALSE(is_for_good("MAIL", "550 5.1.8 no such sender\r\n"));
}

TEST(SmtpTalk, APolicyIsAboutUsThoughTheServerKeepsItForTheRecipient) {
  for (const std::string_view said :
       {"554 5.7.1 <rosa@example.org>: Relay access denied\r\n",
        "550 5.7.1 Client host blocked\r\n",
        "550-5.7.1 Our system has detected\r\n",
        "530 Authentication required\r\n",
        "503 bad sequence\r\n",
        "501 syntax\r\n"})
    EXPECT_FALSE(is_for_good("RCPT", said)) << said;
}

TEST(SmtpTalk, WhatIsSaidToOurFarewellDecidesNothing) {
  auto talk = talk_until("RCPT");
  talk.heard("550 no such user\r\n");
  talk.sent("QUIT\r\n");
  talk.heard("221 bye\r\n");
  EXPECT_TRUE(talk.refused_for_good());
  EXPECT_EQ(talk.words(), "the mail server said 550 to RCPT");
}

TEST(SmtpTalk, WhatIsSentToSignInIsTakenForNoCommand) {
  auto talk = talk_until("AUTH");
  talk.sent("DATAAAAA\r\n"); // A password.
  talk.heard("554 no\r\n");
  EXPECT_FALSE(talk.refused_for_good());
  EXPECT_EQ(talk.words(), "the mail server said 554 to AUTH");
}

TEST(SmtpTalk, ItsWordsAreOursAndSayWhere) {
  smtp_talk greeted;
  greeted.heard("554 you@example.org is not welcome\r\n");
  EXPECT_EQ(greeted.words(), "the mail server said 554 as its greeting");
  auto refused = talk_until("MAIL");
  refused.heard("530 who are you\r\n");
  EXPECT_EQ(refused.words(), "the mail server said 530 to MAIL");
}

TEST(SmtpTalk, AnswersToTheGreetingUnderTlsAreOfThatOne) {
  auto talk = talk_until("EHLO");
  talk.sent("STARTTLS\r\n");
  talk.heard("454 4.7.0 not now\r\n");
  EXPECT_EQ(talk.words(), "the mail server said 454 to STARTTLS");
  talk.sent("EHLO kod\r\n");
  talk.heard("550 not you\r\n");
  EXPECT_EQ(talk.words(), "the mail server said 550 to our greeting");
}

TEST(SmtpTalk, WhatIsNoAnswerChangesNothing) {
  auto talk = talk_until("RCPT");
  talk.heard("550 no such user\r\n");
  for (const std::string_view noise : {"", "\r\n", "55", "five hundred\r\n"})
    talk.heard(noise);
  EXPECT_EQ(talk.code(), 550U);
}

} // namespace

} // namespace kod::app
