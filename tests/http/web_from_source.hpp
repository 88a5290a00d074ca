#pragma once

#include "http/web.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <list>
#include <string>
#include <vector>

namespace kod::tests {

/// http/web as it lies in the source, without what the build makes of it. Lives as long as the
/// tests.
inline http::web web_from_source() {
  namespace fs = std::filesystem;
  static std::list<std::string> texts;
  static const std::vector<http::web_file> files = [] {
    const fs::path folder{"http/web"};
    std::vector<http::web_file> all;
    for (const auto& each : fs::recursive_directory_iterator{folder}) {
      const auto ending = each.path().extension();
      if (ending != ".html" && ending != ".json" && ending != ".css")
        continue;
      std::ifstream input{each.path(), std::ios::binary};
      const auto& path = texts.emplace_back(fs::relative(each.path(), folder).string());
      const auto& text =
        texts.emplace_back(std::istreambuf_iterator<char>{input}, std::istreambuf_iterator<char>{});
      all.push_back({path, "text/css; charset=utf-8", "\"tag\"", text, {}});
    }
    return all;
  }();
  return {files, "v1"};
}

} // namespace kod::tests
