#include "http/message.hpp"

#include "http/media_type.hpp"

namespace kod::http {

std::optional<std::string_view> request::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_without_case(key, name))
      return value;
  return std::nullopt;
}

std::optional<std::string_view> request::parameter(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name)
      return value;
  return std::nullopt;
}

} // namespace kod::http
