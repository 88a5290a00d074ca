#pragma once

#include <span>
#include <string_view>

namespace kod::http {

/// A file of http/web as it travels in the binary.
struct web_file {
  std::string_view path; // `assets/js/agent.js`
  std::string_view type;
  std::string_view etag; // In its quotes.
  std::string_view plain;
  std::string_view gzipped; // Empty where it would be no shorter.
};

/// All of them, in order of path, and what changes with any of them.
struct web {
  std::span<const web_file> files;
  std::string_view version;

  const web_file* find(std::string_view path) const;
};

} // namespace kod::http
