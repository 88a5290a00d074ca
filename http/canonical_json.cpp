#include "http/canonical_json.hpp"

#include <boost/json/serialize.hpp>

#include <map>

namespace kod::http {

namespace {

std::string sorted_members(const boost::json::object& object) {
  std::map<std::string_view, const boost::json::value*> members;
  for (const auto& each : object)
    if (!each.value().is_null())
      members.emplace(std::string_view{each.key().data(), each.key().size()}, &each.value());
  std::string text = "{";
  for (const auto& [name, value] : members)
    text += boost::json::serialize(boost::json::string_view{name.data(), name.size()}) + ':'
            + canonical_json(*value) + ',';
  return text + '}';
}

std::string elements(const boost::json::array& array) {
  std::string text = "[";
  for (const auto& each : array)
    text += canonical_json(each) + ',';
  return text + ']';
}

} // namespace

std::string canonical_json(const boost::json::value& value) {
  if (const auto* object = value.if_object())
    return sorted_members(*object);
  if (const auto* array = value.if_array())
    return elements(*array);
  return boost::json::serialize(value);
}

} // namespace kod::http
