#pragma once

#include "http/pipeline.hpp"
#include "http/services.hpp"
#include "http/strict_json.hpp"
#include "tests/fuzz/must.hpp"
#include "tests/http/fake_engine.hpp"
#include "tests/http/web_from_source.hpp"
#include "tests/support/people.hpp"
#include "tests/support/recorded_log.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

// The API with everything but sockets and actors: each request is answered at once, always in the
// same way, and the answer is held to what must be true of all.

namespace kod::tests {

struct plain_fingerprints final : model::fingerprints {
  std::string of(std::string_view text) const override { return std::to_string(text.size()); }
};

class site {
public:
  site() {
    engine_.answers(actors::request_taken{r1, noon, noon + 30min});
    engine_.answers(model::referral_view{});
    engine_.answers(model::agent_view{});
    engine_.answers(actors::agent_page{});
    engine_.answers(actors::subscribed{});
    engine_.answers(actors::feed_page{});
  }

  std::vector<http::route> routes() { return http::all_routes(services()); }
  std::string token_of(const model::party& who) const { return tokens_.sign(who, 24h); }
  http::admission admit(const http::request& head) { return pipeline_.admit(head); }

  http::response answer(const http::admission& admitted, http::request whole) {
    if (admitted.refusal)
      return checked(*admitted.refusal);
    engine_.asked.clear();
    int answers = 0;
    http::response heard;
    admitted.serve(std::move(whole), [&](http::response response) {
      heard = std::move(response);
      ++answers;
    });
    must(answers == 1, "a request is answered once");
    return checked(std::move(heard));
  }

private:
  http::services services() {
    return {
      .engine = engine_,
      .atlas = atlas_,
      .languages = languages_,
      .tokens = tokens_,
      .sessions = sessions_,
      .fingerprints = hashes_,
      .now = [] { return noon; },
      .clock_standing = [] { return model::clock_standing{}; },
      .room = [] { return model::room{}; },
      .dispatch = {},
      .machine = [] { return http::machine_figures{}; },
      .draw_agent_id = [] { return std::string{"a-drawn"}; },
      .draw_form_key = [] { return std::string{"f-drawn"}; },
      .log = log_,
      .run_aside = [](const std::function<void()>& work) { work(); },
      .contract = "openapi: 3.1.0\n",
      .web = web_from_source()};
  }

  http::response checked(http::response heard) const {
    must(heard.status >= 200 && heard.status < 600, "an answer has a status");
    must(heard.status != 500, "nobody is told of an error of ours");
    for (const auto& [name, value] : heard.headers)
      must(value.find_first_of("\r\n") == value.npos, "a header's value is one line");
    if (heard.content_type == "application/problem+json")
      check_problem(heard);
    return heard;
  }

  void check_problem(const http::response& heard) const {
    const auto read = http::read_json(heard.body);
    must(read && read->is_object(), "a problem is JSON");
    must(heard.status >= 400, "a problem has a problem's status");
    if (heard.status == 422)
      must(engine_.orders() == 0, "what is refused as invalid orders nothing");
    const auto* errors = read->get_object().if_contains("errors");
    if (!errors)
      return;
    for (const auto& each : errors->as_array()) {
      const auto& pointer = each.at("pointer").as_string();
      must(pointer.empty() || pointer.front() == '/', "an error names a field by a pointer");
      must(!each.at("detail").as_string().empty(), "an error says what is wrong");
    }
  }

  fake_engine engine_;
  recorded_log log_;
  model::atlas atlas_{
    "zip\tlatitude\tlongitude\tcounty_fips\tcounty\tstate\tpopulation\tother_county_fips\n"
    "40202\t38.252811\t-85.751946\t21111\tJefferson County\tKY\t7000\t\n",
    "zip\tlatitude\tlongitude\tplace\tcounty_fips\tcounty\tstate\n"};
  model::language_list languages_{"bcp47\tname_en\tname_native\nen\tEnglish\tEnglish\n"
                                  "es\tSpanish\tespañol\n"};
  plain_fingerprints hashes_;
  http::tokens tokens_{std::string(32, 'k'), [] { return noon; }};
  http::sessions sessions_{tokens_, [] { return noon; }, [] { return std::string{"s-drawn"}; }};
  http::pipeline pipeline_{
    http::all_routes(services()), tokens_, sessions_, http::rate_limit{std::nullopt, [] {
                                                                         return noon;
                                                                       }}};
};

} // namespace kod::tests
