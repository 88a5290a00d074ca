#include "http/web.hpp"

#include <algorithm>

namespace kod::http {

const web_file* web::find(std::string_view path) const {
  const auto found = std::ranges::find(files, path, &web_file::path);
  return found == files.end() ? nullptr : &*found;
}

} // namespace kod::http
