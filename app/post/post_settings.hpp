#pragma once

#include <string>

namespace kod::app {

/// Where notifications go; all empty: nobody is told anything.
struct post_settings {
  std::string smtp_url; // smtp://host:587 or smtps://host:465
  std::string smtp_user;
  std::string smtp_password;
  std::string mail_from;
  std::string webhook_url;
  std::string webhook_secret; // whsec_ and base64
  std::string trusted_ca; // A file of certificates beside, instead of the machine's; empty: none.

  bool any() const { return !smtp_url.empty() || !webhook_url.empty(); }
};

} // namespace kod::app
