#include "http/pages/template.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <kainjow/mustache.hpp>
#include <stdexcept>

namespace kod::http {

namespace {

namespace json = boost::json;
using kainjow::mustache::data;
using kainjow::mustache::mustache;
using kainjow::mustache::partial;

data data_of(const json::value& value);

data data_of(const json::object& object) {
  data result;
  for (const auto& [name, member] : object)
    result.set(std::string{name}, data_of(member));
  return result;
}

data data_of(const json::value& value) {
  switch (value.kind()) {
  case json::kind::object: return data_of(value.get_object());
  case json::kind::array: {
    data result{data::type::list};
    for (const auto& each : value.get_array())
      result.push_back(data_of(each));
    return result;
  }
  case json::kind::string: {
    const auto& text = value.get_string();
    return text.empty() ? data{false} : data{std::string{text}}; // So that a section is left out.
  }
  case json::kind::bool_: return data{value.get_bool()};
  case json::kind::null: return data{false};
  default: return data{json::serialize(value)};
  }
}

constexpr std::string_view folder = "pages/";
constexpr std::string_view ending = ".html";

void add_partials(data& to, const web& from) {
  for (const auto& file : from.files) {
    auto name = file.path;
    if (!name.starts_with("pages/_") || !name.ends_with(ending))
      continue;
    name = name.substr(folder.size() + 1, name.size() - folder.size() - 1 - ending.size());
    to.set(std::string{name}, data{partial{[text = file.plain] { return std::string{text}; }}});
  }
}

} // namespace

std::string render(const web& from, std::string_view name, const json::object& values) {
  const auto path = std::string{folder}.append(name).append(ending);
  const auto* file = from.find(path);
  if (!file)
    throw std::logic_error{"there is no template " + path};
  mustache page{std::string{file->plain}};
  if (!page.is_valid())
    throw std::logic_error{path + ": " + page.error_message()};
  auto all = data_of(values);
  add_partials(all, from);
  return page.render(all);
}

} // namespace kod::http
