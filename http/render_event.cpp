#include "http/render_event.hpp"

#include "http/csv_row.hpp"
#include "model/audit.hpp"
#include "model/overloaded.hpp"
#include "model/text_forms.hpp"
#include "model/words.hpp"

namespace kod::http {

namespace {

double from_tenths(std::int64_t tenths) {
  return static_cast<double>(tenths) / 10;
}

void write_party(json_writer& out, const model::party& who) {
  out.object([&] {
    out.member("role", model::to_string(who.role));
    out.member("id", who.id.empty() ? std::nullopt : std::optional{who.id});
  });
}

void write_why(json_writer& out, const model::choice_reasons& why) {
  out.object([&] {
    out.member("cost", from_tenths(why.cost_tenths));
    out.member("terms", [&] {
      out.object([&] {
        out.member("miles", from_tenths(why.miles_tenths));
        out.member("misses", why.misses);
        out.member("open", why.open);
      });
    });
    out.member("considered", why.considered);
    out.member("runner_up", [&] {
      if (!why.runner_up)
        return out.value(nullptr);
      out.object([&] {
        out.member("agent_id", why.runner_up->agent.text);
        out.member("cost", from_tenths(why.runner_up->cost_tenths));
      });
    });
  });
}

std::string_view section_of(const model::section_saved& saved) {
  return saved.agreement ? "agreement" : saved.contact ? "contact" : "schedule";
}

std::optional<model::day> expiry_of(const auto& credential) {
  return credential ? std::optional{credential->expires} : std::nullopt;
}

/// The members that only one type of event has.
void write_own(json_writer& out, const model::referral_event& event) {
  std::visit(
    model::overloaded{
      [&](const model::requested& e) {
        out.member("language", e.language.tag);
        out.member("zip", e.zip.digits);
        out.member("callback_by", e.callback_by);
        out.member("opens_at", e.opens_at);
      },
      [&](const model::offered& e) {
        out.member("offered_at", e.offered_at);
        out.member("reply_by", e.reply_by);
        out.member("assigned", e.assigned);
      },
      [&](const model::withdrawn& e) { out.member("cause", model::to_string(e.cause)); },
      [&](const model::made_mass& e) { out.member("cause", model::to_string(e.cause)); },
      [&](const model::contact_shared& e) {
        out.member("to", [&] { write_party(out, e.to); });
        out.member("purpose", e.purpose);
      },
      [&](const model::opening_moved& e) {
        out.member("opens_at", e.opens_at);
        out.member("callback_by", e.callback_by);
      },
      [&](const model::completed& e) {
        out.member("disposition", model::to_string(e.disposition));
      },
      [](const auto&) {},
    },
    event);
}

void write_own(json_writer& out, const model::agent_event& event) {
  std::visit(
    model::overloaded{
      [&](const model::credentials_changed& e) {
        out.member("license_expires", expiry_of(e.credentials.license));
        out.member("certification_expires", expiry_of(e.credentials.certification));
        out.member("doi_contact_confirmed_on", e.credentials.doi_contact_confirmed_on);
      },
      [&](const model::section_saved& e) { out.member("section", section_of(e)); },
      [&](const model::deregistered& e) { out.member("cause", model::word(e.cause)); },
      [&](const model::offers_paused& e) { out.member("until", e.pause.until); },
      [&](const model::county_pause_changed& e) {
        out.member("paused", e.pause.has_value());
        out.member("until", e.pause ? e.pause->until : std::nullopt);
      },
      [&](const model::availability_changed& e) {
        out.member("override", model::word(e.override_.mode));
        out.member("until", e.override_.until);
      },
      [](const auto&) {},
    },
    event);
}

void write_own(json_writer& out, const model::programme_event& event) {
  std::visit(
    model::overloaded{
      [&](const model::programme_changed& e) {
        out.member("open", e.to.open);
        out.member("changed", [&] {
          if (e.parts.empty())
            return out.value(nullptr);
          out.array(e.parts, [&](const auto& each) { out.value(model::word(each)); });
        });
      },
      [&](const model::county_paused& e) {
        out.member("county", e.county);
        out.member("until", e.pause.until);
      },
      [&](const model::county_resumed& e) { out.member("county", e.county); },
    },
    event);
}

void write_own(json_writer& out, const model::notice_event& event) {
  std::visit(
    model::overloaded{
      [&](const model::signed_in& e) { out.member("means", e.means); },
      [&](const model::backup_made& e) { out.member("number", e.number); },
      [&](const model::actor_restarted& e) { out.member("kind", e.kind); },
      [](const model::notification_retried&) {},
      [](const model::notification_discarded&) {},
      [&](const model::notifications_retried& e) { out.member("count", e.count); },
      [&](const model::agents_imported& e) {
        out.member("created", e.created);
        out.member("updated", e.updated);
      },
      [&](const model::logging_changed& e) {
        out.member("levels", e.levels);
        out.member("until", e.until);
      },
    },
    event);
}

template <class Event>
constexpr bool names_an_agent = requires(const Event& event) {
  event.agent.text;
};

/// Which agent, and which of the referral's tenures it is about.
void write_agent_of(json_writer& out, const model::referral_event& event) {
  std::visit(
    [&]<class Event>(const Event& e) {
      if constexpr (names_an_agent<Event>) {
        out.member("agent_id", e.agent.text);
        out.member("number", e.number);
      }
    },
    event);
}

/// To an agent: of its own tenures alone, since which one another agent's is tells how many there
/// were.
void write_number_for(
  json_writer& out, const model::recorded_event& recorded, const model::agent_id& whose) {
  const auto* happened = std::get_if<model::referral_event>(&recorded.event);
  if (!happened)
    return;
  std::visit(
    [&]<class Event>(const Event& e) {
      if constexpr (names_an_agent<Event>) {
        if (e.agent == whose)
          out.member("number", e.number);
      }
    },
    *happened);
}

/// Whatever operators may know of an event, beside when it was and by whom.
void write_whole(json_writer& out, const model::recorded_event& recorded) {
  if (const auto* event = std::get_if<model::referral_event>(&recorded.event)) {
    write_agent_of(out, *event);
    if (const auto* offer = std::get_if<model::offered>(event); offer && offer->why)
      out.member("why", [&] { write_why(out, *offer->why); });
  }
  std::visit([&](const auto& event) { write_own(out, event); }, recorded.event);
}

/// Who else looked is not the agent's business.
bool names_somebody_else(const model::recorded_event& recorded, const model::agent_id& whose) {
  const auto* event = std::get_if<model::referral_event>(&recorded.event);
  const auto* shared = event ? std::get_if<model::contact_shared>(event) : nullptr;
  return shared && shared->to != model::party{model::role::agent, whose.text};
}

} // namespace

std::string_view type_of(const model::recorded_event& recorded) {
  return std::visit(
    [](const auto& event) {
      return std::visit(
        []<class Event>(const Event&) { return std::string_view{Event::type}; }, event);
    },
    recorded.event);
}

void write_event(json_writer& out, const model::recorded_event& recorded) {
  out.object([&] {
    out.member("sequence", recorded.sequence);
    out.member("at", recorded.at);
    out.member("type", type_of(recorded));
    out.member("by", [&] { write_party(out, recorded.by); });
    out.member("data", [&] { out.object([&] { write_whole(out, recorded); }); });
  });
}

std::string event_for_operators(const model::recorded_event& recorded) {
  json_writer out;
  out.object([&] {
    if (const auto* referral = std::get_if<model::referral_id>(&recorded.entity))
      out.member("referral_id", referral->text);
    if (const auto* agent = std::get_if<model::agent_id>(&recorded.entity))
      out.member("agent_id", agent->text);
    out.member("at", recorded.at);
    out.member("by", [&] { write_party(out, recorded.by); });
    write_whole(out, recorded);
  });
  return out.take();
}

std::string event_for_agent(const model::recorded_event& recorded, const model::agent_id& whose) {
  json_writer out;
  out.object([&] {
    if (const auto* referral = std::get_if<model::referral_id>(&recorded.entity))
      out.member("referral_id", referral->text);
    out.member("agent_id", whose.text);
    out.member("at", recorded.at);
    write_number_for(out, recorded, whose);
    if (!names_somebody_else(recorded, whose))
      std::visit([&](const auto& event) { write_own(out, event); }, recorded.event);
  });
  return out.take();
}

void write_audit_record(json_writer& out, const actors::audit_record& record) {
  const auto& event = record.event;
  out.object([&] {
    out.member("sequence", event.sequence);
    out.member("at", event.at);
    out.member("type", type_of(event));
    out.member("by", [&] { write_party(out, event.by); });
    out.member("subject", model::subject_of(event));
    out.member("reason", record.reason);
    out.member("from", event.from.empty() ? std::nullopt : std::optional{event.from});
    out.member("data", [&] { out.object([&] { write_whole(out, event); }); });
  });
}

std::string audit_line(const actors::audit_record& record) {
  const auto& event = record.event;
  std::string line;
  csv_row row{line};
  row.add(event.sequence).add(model::format_instant(event.at)).add(type_of(event));
  row.add(model::to_string(event.by.role)).add(event.by.id).add(model::subject_of(event));
  row.add(record.reason).add(event.from).end();
  return line;
}

} // namespace kod::http
