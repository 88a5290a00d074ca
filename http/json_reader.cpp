#include "http/json_reader.hpp"

#include <algorithm>

namespace kod::http {

json_reader::json_reader(const boost::json::value& value, complaints& to, std::string at)
  : fields_{value.if_object()}, complaints_{&to}, at_{std::move(at)} {
  if (fields_)
    return;
  static const boost::json::object no_fields;
  fields_ = &no_fields;
  to.add(at_, "It must be an object.");
}

std::string json_reader::pointer_to(std::string_view name) const {
  return at_ + '/' + std::string{name};
}

void json_reader::refuse(std::string_view name, std::string detail) {
  complaints_->add(pointer_to(name), std::move(detail));
}

const boost::json::value* json_reader::raw(std::string_view name) {
  known_.push_back(name);
  return fields_->if_contains(name);
}

const boost::json::value* json_reader::find(std::string_view name) {
  const auto* value = raw(name);
  return value && !value->is_null() ? value : nullptr;
}

const boost::json::value* json_reader::need(std::string_view name) {
  const auto* value = find(name);
  if (!value)
    refuse(name, "It is missing.");
  return value;
}

void json_reader::needs_true(std::string_view name) {
  const auto* value = need(name);
  if (value && (!value->is_bool() || !value->get_bool()))
    refuse(name, "It must be true.");
}

std::optional<bool> json_reader::needed_bool(std::string_view name) {
  const auto* value = need(name);
  if (value && value->is_bool())
    return value->get_bool();
  if (value)
    refuse(name, "It must be true or false.");
  return std::nullopt;
}

std::optional<json_reader> json_reader::needed_object(std::string_view name) {
  return object(need(name), name);
}

std::optional<json_reader> json_reader::optional_object(std::string_view name) {
  return object(find(name), name);
}

std::optional<json_reader>
json_reader::object(const boost::json::value* value, std::string_view name) {
  if (!value)
    return std::nullopt;
  if (!value->is_object()) {
    refuse(name, "It must be an object.");
    return std::nullopt;
  }
  return json_reader{*value, *complaints_, pointer_to(name)};
}

void json_reader::refuse_others() {
  for (const auto& field : *fields_) {
    const std::string_view name{field.key().data(), field.key().size()};
    if (std::ranges::find(known_, name) != known_.end())
      continue;
    if (looks_like_a_name(name))
      refuse(name, "It is unknown.");
    else
      complaints_->add(at_, "It holds an unknown field.");
  }
}

} // namespace kod::http
