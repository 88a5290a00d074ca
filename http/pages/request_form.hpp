#pragma once

#include "http/complaints.hpp"
#include "http/route.hpp"
#include "http/services.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace kod::http {

/// What was typed into the resident's form, as the API would be sent it.
boost::json::value request_body(const call&);

/// The resident's form for its template: labels, what was typed, and what is wrong with it in words
/// of the reader's language.
class request_form {
public:
  /// `texts` are all of the language's. Neither is kept.
  request_form(const services&, const boost::json::object& texts, const call& typed);

  boost::json::object values(const complaints& wrong) const;

private:
  boost::json::object field_of(std::string_view id, const complaints&) const;
  boost::json::array choices_of_contact() const;
  boost::json::array common_languages() const;
  boost::json::array other_languages() const;
  boost::json::object language_choice(const std::string& tag) const;
  std::string chosen_language() const;

  const services& with_;
  const boost::json::object& texts_;
  const call& typed_;
};

} // namespace kod::http
