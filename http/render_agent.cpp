#include "http/render_agent.hpp"

#include "http/week.hpp"
#include "model/text_forms.hpp"
#include "model/words.hpp"

namespace kod::http {

namespace {

/// A part that may not be there: null, or what `write` says of it.
template <class Part, class Write>
void write_or_null(json_writer& out, const std::optional<Part>& part, Write write) {
  part ? out.object([&] { write(*part); }) : out.value(nullptr);
}

void write_credentials(json_writer& out, const model::agent_view& view) {
  const auto& held = view.now.credentials;
  out.object([&] {
    out.member("license", [&] {
      write_or_null(out, held.license, [&](const model::license& license) {
        out.member("number", license.number);
        out.member("expires", license.expires);
      });
    });
    out.member("certification", [&] {
      write_or_null(out, held.certification, [&](const model::certification& certification) {
        out.member("expires", certification.expires);
      });
    });
    out.member("doi_contact_confirmed_on", held.doi_contact_confirmed_on);
    out.member("eligible", view.problems.empty());
    out.member("reasons", [&] {
      out.array(view.problems, [&](auto problem) { out.value(model::word(problem)); });
    });
  });
}

void write_span(json_writer& out, const model::day_span& span) {
  out.member("start", model::format_minute_of_day(span.start));
  out.member("end", model::format_minute_of_day(span.end));
}

void write_day(json_writer& out, const std::optional<model::working_day>& day) {
  write_or_null(out, day, [&](const model::working_day& hours) {
    write_span(out, hours.hours);
    out.member("breaks", [&] {
      out.array(hours.breaks, [&](const model::day_span& pause) {
        out.object([&] { write_span(out, pause); });
      });
    });
  });
}

} // namespace

void write_week(json_writer& out, const model::weekly_hours& weekly) {
  out.object([&] {
    for (std::size_t day = 0; day < week.size(); ++day)
      out.member(week[day], [&] { write_day(out, weekly[day]); });
  });
}

namespace {

void write_schedule(json_writer& out, const model::schedule& schedule) {
  out.member("time_zone", schedule.time_zone);
  out.member("weekly", [&] { write_week(out, schedule.weekly); });
  out.member("out_of_office", [&] {
    out.array(schedule.out_of_office, [&](const model::absence& away) {
      out.object([&] {
        out.member("from", away.from);
        out.member("until", away.until);
      });
    });
  });
}

void write_contact(
  json_writer& out,
  const model::contact_preferences& preferences,
  const std::optional<model::agent_contact>& contact) {
  out.member("phone", contact ? std::optional{contact->phone} : std::nullopt);
  out.member("email", contact ? std::optional{contact->email} : std::nullopt);
  out.member("preferred_contact", model::word(preferences.preferred_contact));
  out.member("languages", [&] {
    out.array(preferences.languages, [&](const model::language& each) { out.value(each.tag); });
  });
}

void write_registration(json_writer& out, const model::agent_view& view) {
  const auto& now = view.now;
  out.object([&] {
    out.member("status", model::to_string(now.registration));
    out.member("agreement", [&] {
      write_or_null(out, now.agreement, [&](const model::agreement& agreement) {
        out.member("agreed_at", agreement.agreed_at);
        out.member("terms_version", agreement.terms_version);
      });
    });
    out.member("contact", [&] {
      write_or_null(out, now.contact, [&](const model::contact_preferences& preferences) {
        write_contact(out, preferences, view.contact);
      });
    });
    out.member("schedule", [&] {
      write_or_null(
        out, now.schedule, [&](const model::schedule& schedule) { write_schedule(out, schedule); });
    });
  });
}

void write_availability(json_writer& out, const model::agent_view& view, model::instant now) {
  const auto by_hand = model::override_at(view.now, now);
  out.object([&] {
    out.member("now", view.availability.now);
    out.member("reason", model::word(view.availability.reason));
    out.member("until", view.availability.until);
    out.member("override", model::word(by_hand.mode));
    out.member("override_until", by_hand.until);
  });
}

} // namespace

void write_agent(json_writer& out, const model::agent_view& view, model::instant now) {
  const auto& agent = view.now;
  const auto& county = agent.county;
  out.object([&] {
    out.member("id", agent.id.text);
    out.member("npn", agent.npn);
    out.member("name", view.identity.name);
    out.member("email", view.identity.email);
    out.member("phone", view.identity.phone);
    out.member("zip", agent.zip.digits);
    out.member("county", county.empty() ? std::nullopt : std::optional{county});
    out.member("credentials", [&] { write_credentials(out, view); });
    out.member("registration", [&] { write_registration(out, view); });
    out.member("availability", [&] { write_availability(out, view, now); });
    out.member("paused", [&] {
      write_or_null(out, model::pause_at(agent, now), [&](const model::offers_pause& pause) {
        out.member("since", pause.since);
        out.member("until", pause.until);
        out.member("with_county", pause != model::holding(agent.paused, now));
      });
    });
    out.member("misses", agent.misses);
    out.member("hand_withdrawals", agent.hand_withdrawals);
    out.member("open", [&] {
      out.object([&] {
        out.member("offers", count_entries(agent, model::entry_state::open));
        out.member("in_progress", count_entries(agent, model::entry_state::in_progress));
      });
    });
  });
}

} // namespace kod::http
