#include "app/post/addressee.hpp"
#include "app/post/carriers.hpp"
#include "app/post/letters.hpp"
#include "app/post/signature.hpp"
#include "tests/support/people.hpp"
#include "tests/support/small_archive.hpp"

#include <gmock/gmock.h>

// What leaves the machine: what is written, where it goes, how it is signed.

namespace kod::app {

namespace {

using namespace kod::tests;
using testing::HasSubstr;
using testing::Not;

model::outbox_entry an_entry(
  model::notification_kind kind, const model::party& to, const model::language& tongue = english) {
  model::outbox_entry entry;
  entry.what.id = "n-1";
  entry.what.kind = kind;
  entry.what.to = to;
  entry.what.at = noon;
  entry.what.referral =
    model::told_referral{r1, tongue, {"40202"}, "Jefferson County", noon, noon + 30min};
  entry.what.reply_by = noon + 15min;
  entry.made_at = noon;
  return entry;
}

TEST(Signature, IsTheOneOfTheStandardsOwnExample) {
  const auto key = key_of_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  ASSERT_TRUE(key);
  EXPECT_EQ(
    webhook_signature(*key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "{\"test\": 2432232314}"),
    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Signature, ASecretIsWholeAndLongEnough) {
  EXPECT_FALSE(key_of_secret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
  EXPECT_FALSE(key_of_secret("whsec_c2hvcnQ="));
  EXPECT_FALSE(key_of_secret("whsec_not base64 at all, whatever it is"));
}

TEST(Letters, AnOfferSaysWhereAndUntilWhen) {
  const auto entry = an_entry(model::notification_kind::offer, as(ann));
  const auto written = letter_of(entry.what, "");
  EXPECT_THAT(written.body, HasSubstr("Jefferson County, ZIP 40202"));
  EXPECT_THAT(written.body, HasSubstr("Answer by 12:15 PM EST, November 10"));
}

TEST(Letters, EveryKindSaysSomething) {
  using kind = model::notification_kind;
  for (auto each = kind::offer; each <= kind::agent_found;
       each = static_cast<kind>(static_cast<int>(each) + 1)) {
    const bool resident = each >= kind::request_taken;
    const auto written = letter_of(an_entry(each, resident ? a_resident : as(ann)).what, "Alex");
    EXPECT_GT(written.subject.size(), 10U) << static_cast<int>(each);
    EXPECT_GT(written.body.size(), 40U) << static_cast<int>(each);
  }
}

TEST(Letters, ResidentsHearInTheirLanguageWhoWillCall) {
  using enum model::notification_kind;
  EXPECT_THAT(
    letter_of(an_entry(agent_found, a_resident).what, "Alex").body,
    HasSubstr("Alex, a licensed insurance agent"));
  EXPECT_THAT(
    letter_of(an_entry(agent_found, a_resident, spanish).what, "Alex").body,
    HasSubstr("Alex, un agente de seguros"));
  EXPECT_THAT(
    letter_of(an_entry(request_taken, a_resident, spanish).what, "").body,
    HasSubstr("12:30 (EST)"));
}

TEST(Letters, AMessageIsKnownByItsIdAndHasNoBareLineFeed) {
  const auto entry = an_entry(model::notification_kind::offer, as(ann));
  const auto text = message_of(entry, {"About", "One\nTwo\n"}, "kod@ky.example", "ann@a.example");
  EXPECT_THAT(text, HasSubstr("Message-ID: <n-1-email@ky.example>\r\n"));
  EXPECT_THAT(text, HasSubstr("To: <ann@a.example>\r\n"));
  EXPECT_THAT(text, HasSubstr("Date: Tue, 10 Nov 2026 17:00:00 +0000\r\n"));
  EXPECT_THAT(text, testing::EndsWith("\r\n\r\nOne\r\nTwo\r\n"));
  for (auto at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1))
    EXPECT_EQ(text[at - 1], '\r');
}

TEST(Letters, AWebhookSaysTheSameToPrograms) {
  auto entry = an_entry(model::notification_kind::offer, as(ann));
  entry.via = model::channel::webhook;
  const auto body = webhook_body(entry);
  EXPECT_THAT(body, testing::StartsWith("{\"type\":\"offer\",\"timestamp\":\"2026-11-10T17:00:00"));
  EXPECT_THAT(body, HasSubstr("\"to\":{\"role\":\"agent\",\"id\":\"ann\"}"));
  EXPECT_THAT(body, HasSubstr("\"zip\":\"40202\""));
}

TEST(Addressee, IsWhereTheyWantItNow) {
  small_archive stored;
  EXPECT_EQ(mail_address_of(stored, as(ann)), "");
  stored.sealed[model::identity_key(ann)] =
    model::agent_identity{"Ann van Agent", "known@a.example", "+15025550100"};
  EXPECT_EQ(mail_address_of(stored, as(ann)), "known@a.example");
  stored.sealed[model::contact_key(ann)] = model::agent_contact{"+15025550100", "own@a.example"};
  EXPECT_EQ(mail_address_of(stored, as(ann)), "own@a.example");
  EXPECT_EQ(first_name_of(stored, ann), "Ann");
  auto contact = a_contact();
  contact.email = "robin@h.example";
  stored.sealed[model::contact_key(r1)] = contact;
  EXPECT_EQ(mail_address_of(stored, a_resident), "robin@h.example");
  stored.sealed.clear(); // It was erased.
  EXPECT_EQ(mail_address_of(stored, a_resident), "");
}

TEST(Carriers, KnowThisMachineItself) {
  for (const auto* url :
       {"smtp://127.0.0.1:25", "http://localhost", "http://localhost/x", "http://[::1]:80/"})
    EXPECT_TRUE(is_loopback(url)) << url;
  for (const auto* url :
       {"http://127.0.0.1.example.org",
        "http://localhost.example",
        "http://example.org/127.0.0.1",
        "localhost"})
    EXPECT_FALSE(is_loopback(url)) << url;
}

} // namespace

} // namespace kod::app
