#pragma once

#include "tests/http/resources_fixture.hpp"

// The resident's pages, as a browser without JavaScript sees them.

namespace kod::tests {

inline const std::string filled_form =
  "name=Rosa+Example&phone=502-555-0123&email=&preferred_contact=phone&language=es&zip=40202"
  "&note=after+five%0D%0Aplease&consent=yes&key=typed&lang=en";

class Pages : public Resources {
protected:
  Pages() { engine.answers(actors::request_taken{{"r-1"}, noon, noon + std::chrono::minutes{30}}); }

  answer send(const std::string& form, std::vector<http::name_value> headers = {}) {
    return post("/", as_anybody, form, std::move(headers));
  }
  static std::string without(const std::string& name) {
    auto form = filled_form;
    const auto at = form.find(name + '=');
    return form.erase(at, form.find('&', at) - at + 1);
  }
  static std::string with(const std::string& name, const std::string& value) {
    return without(name) + '&' + name + '=' + value;
  }
  void expect_page(const answer& heard, unsigned status) {
    EXPECT_EQ(heard.status, status);
    EXPECT_EQ(heard.content_type, "text/html; charset=utf-8");
    EXPECT_THAT(heard.header("Content-Security-Policy"), testing::HasSubstr("default-src 'self'"));
    EXPECT_THAT(
      heard.header("Content-Security-Policy"), testing::HasSubstr("frame-ancestors 'none'"));
    EXPECT_EQ(heard.header("Referrer-Policy"), "same-origin");
  }
  model::referral_view request() const {
    model::referral_view view;
    view.now.id = {"r-1"};
    view.now.requested_at = noon;
    view.now.callback_by = noon + std::chrono::minutes{30};
    return view;
  }
  std::string page_of(const model::referral_view& view) {
    engine.answers(view);
    return get("/requests/r-1", with_link_to({"r-1"})).body;
  }
};

/// A programme that takes no requests.
inline model::programme switched_off() {
  model::programme result;
  result.open = false;
  return result;
}

/// The same half hour every day.
inline model::programme open_from_seven_in_the_evening() {
  model::opening_hours hours;
  hours.time_zone = "America/New_York";
  for (auto& day : hours.weekly)
    day = model::working_day{.hours = {19 * 60, 19 * 60 + 30}, .breaks = {}};
  model::programme result;
  result.hours = hours;
  return result;
}

} // namespace kod::tests
