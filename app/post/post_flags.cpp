#include "app/post/post_flags.hpp"

#include "app/post/carriers.hpp"
#include "app/post/signature.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace kod::app {

namespace {

/// The first line of a file; nothing of it is ever repeated.
std::string secret_in(const char* flag, const std::string& path) {
  std::ifstream file{path};
  std::string line;
  if (!std::getline(file, line) || line.empty())
    throw CLI::ValidationError{flag, path + " can't be read, or has nothing in its first line"};
  if (line.ends_with('\r'))
    line.pop_back();
  return line;
}

// As CLI11 wants it: what is wrong with the text, or nothing.

std::string check_smtp_url(const std::string& text) {
  const bool fits = text.starts_with("smtp://") || text.starts_with("smtps://");
  return fits ? "" : "it is no address like smtp://mail.example.org:587";
}

std::string check_webhook_url(const std::string& text) {
  const bool fits =
    text.starts_with("https://") || (text.starts_with("http://") && is_loopback(text));
  return fits ? "" : "it is no https:// address";
}

/// Written into a header as it is.
std::string check_mail_address(const std::string& text) {
  const auto at = text.find('@');
  const bool plain = std::ranges::all_of(text, [](char each) {
    return each > ' ' && each < 127 && each != '<' && each != '>' && each != '"' && each != ',';
  });
  const bool fits = plain && at != 0 && at != text.npos && at + 1 < text.size();
  return fits ? "" : "it is no address like kod@example.org";
}

CLI::Option*
add_text(CLI::App& app, const char* name, std::string& to, const char* type, const char* says) {
  return app.add_option(name, to, says)->type_name(type);
}

void add_mail(CLI::App& app, post_settings& to) {
  if (const char* password = std::getenv("KOD_SMTP_PASSWORD"))
    to.smtp_password = password;
  auto* const from = add_text(app, "--mail-from", to.mail_from, "ADDRESS", "who e-mails are from")
                       ->check(check_mail_address);
  add_text(
    app, "--smtp-url", to.smtp_url, "URL", "the mail server; agents and residents get e-mail")
    ->check(check_smtp_url)
    ->needs(from);
  add_text(app, "--smtp-user", to.smtp_user, "NAME", "who signs in to the mail server");
  app
    .add_option_function<std::string>(
      "--smtp-password-file",
      [&to](const std::string& path) {
        to.smtp_password = secret_in("--smtp-password-file", path);
      },
      "its password, else in KOD_SMTP_PASSWORD")
    ->type_name("FILE");
}

void add_webhook(CLI::App& app, post_settings& to) {
  auto* const secret =
    app
      .add_option_function<std::string>(
        "--webhook-secret-file",
        [&to](const std::string& path) {
          to.webhook_secret = secret_in("--webhook-secret-file", path);
          if (!key_of_secret(to.webhook_secret))
            throw CLI::ValidationError{
              "--webhook-secret-file", path + " holds no whsec_ and 24 to 64 bytes in base64"};
        },
        "what webhooks are signed with")
      ->type_name("FILE");
  add_text(app, "--webhook-url", to.webhook_url, "URL", "where each notification is posted")
    ->check(check_webhook_url)
    ->needs(secret);
}

} // namespace

void add_post(CLI::App& app, post_settings& to) {
  add_mail(app, to);
  add_webhook(app, to);
  add_text(
    app, "--trusted-ca", to.trusted_ca, "FILE", "certificates trusted of both, not the machine's");
}

} // namespace kod::app
