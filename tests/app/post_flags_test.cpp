#include "app/command_line.hpp"
#include "app/settings.hpp"

#include <gmock/gmock.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace kod::app {

namespace {

class PostFlags : public testing::Test {
protected:
  ~PostFlags() override {
    std::filesystem::remove(file);
    ::unsetenv("KOD_SMTP_PASSWORD");
  }
  int given(const arguments& flags) {
    CLI::App app{"", "kod serve"};
    read = {};
    add_settings(app, read);
    testing::internal::CaptureStderr();
    const int code = run_verb(app, flags, [] { return done; });
    said = testing::internal::GetCapturedStderr();
    return code;
  }
  std::string with(const std::string& text) {
    std::ofstream{file} << text;
    return file;
  }

  settings read;
  std::string said;
  std::string file = testing::TempDir() + "kod_post_flags_" + std::to_string(::getpid());
};

TEST_F(PostFlags, NobodyIsToldAnythingUnlessAsked) {
  EXPECT_EQ(given({}), done);
  EXPECT_FALSE(read.post.any());
}

TEST_F(PostFlags, AMailServerNeedsASender) {
  EXPECT_EQ(given({"--smtp-url", "smtp://mail.example.org:587"}), wrong_usage);
  EXPECT_EQ(
    given({"--smtp-url", "smtp://mail.example.org:587", "--mail-from", "kod@example.org"}), done);
  EXPECT_TRUE(read.post.any());
  EXPECT_EQ(given({"--mail-from", "kod@example.org\r\nBcc: x@example.org"}), wrong_usage);
  EXPECT_EQ(given({"--smtp-url", "mail.example.org", "--mail-from", "a@b.example"}), wrong_usage);
}

TEST_F(PostFlags, APasswordComesFromAFileOrTheEnvironment) {
  ::setenv("KOD_SMTP_PASSWORD", "of the environment", 1);
  given({});
  EXPECT_EQ(read.post.smtp_password, "of the environment");
  given({"--smtp-password-file", with("of the file\n")});
  EXPECT_EQ(read.post.smtp_password, "of the file");
}

TEST_F(PostFlags, AWebhookIsSignedAndEncrypted) {
  const auto secret = with("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
  EXPECT_EQ(given({"--webhook-url", "https://example.org/kod"}), wrong_usage);
  EXPECT_EQ(
    given({"--webhook-url", "https://example.org/kod", "--webhook-secret-file", secret}), done);
  EXPECT_EQ(read.post.webhook_secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  EXPECT_EQ(
    given({"--webhook-url", "http://example.org/kod", "--webhook-secret-file", secret}),
    wrong_usage);
  EXPECT_EQ(
    given({"--webhook-url", "http://127.0.0.1:9/kod", "--webhook-secret-file", secret}), done);
}

TEST_F(PostFlags, ABadSecretIsRefusedAndNotRepeated) {
  EXPECT_EQ(given({"--webhook-secret-file", with("whsec_tooshort")}), wrong_usage);
  EXPECT_EQ(said.find("tooshort"), std::string::npos) << said;
  EXPECT_EQ(given({"--webhook-secret-file", file + ".not-there"}), wrong_usage);
}

} // namespace

} // namespace kod::app
