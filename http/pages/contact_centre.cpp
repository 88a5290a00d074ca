#include "http/pages/contact_centre.hpp"

namespace kod::http {

std::string readable_phone(const std::string& phone) {
  constexpr std::size_t whole = 12; // +1 502 555 0123
  if (phone.size() != whole || !phone.starts_with("+1"))
    return phone;
  return phone.substr(2, 3) + '-' + phone.substr(5, 3) + '-' + phone.substr(8);
}

boost::json::object contact_centre_of(const model::programme& now) {
  return {
    {"phone", now.contact_centre_phone}, {"phone_text", readable_phone(now.contact_centre_phone)}};
}

} // namespace kod::http
