#include "http/render_letters.hpp"

namespace kod::http {

namespace {

void write_letter(json_writer& out, const actors::kept_letter& kept) {
  out.object([&] {
    out.member("at", kept.at);
    out.member("to", kept.letter.to);
    out.member("message", kept.letter.message);
    out.member("reason", to_string(kept.letter.why));
  });
}

} // namespace

void write_letters(json_writer& out, const actors::dead_letter_list& all) {
  out.object([&] {
    out.member("counts", [&] {
      out.object([&] {
        for (const auto each : actors::all_undelivered)
          out.member(to_string(each), all.counts[static_cast<std::size_t>(each)]);
      });
    });
    out.member(
      "items", [&] { out.array(all.latest, [&](const auto& each) { write_letter(out, each); }); });
    out.member("next", std::optional<std::string>{});
  });
}

} // namespace kod::http
