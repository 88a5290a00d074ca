#pragma once

#include "app/sample_people.hpp"
#include "http/tokens.hpp"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace kod::app {

/// The people of `kod dev`, on an engine that serves.
class sample_town {
public:
  /// `server` is the engine's address, `folder` its data folder.
  sample_town(const http::tokens&, std::string server, std::filesystem::path folder);

  /// Loads the roster on the first start, tells how to sign in, and lets the people live if there
  /// is to be traffic, until told to stop or the engine no longer answers.
  void run(bool traffic, const std::stop_token&) const;

private:
  void settle() const;
  void live(const std::stop_token&) const;
  void print_how_to_sign_in() const;
  const std::string& guest() const;
  std::string newcomer() const;
  std::string link(const std::string& server, const model::party&) const;
  std::string token(model::role, const std::string& id) const;
  std::string operator_token() const;
  std::function<std::string(const std::string&)> signer() const;

  const http::tokens& tokens_;
  std::string server_;
  std::filesystem::path folder_;
  std::vector<sample_registration> agents_;
};

} // namespace kod::app
