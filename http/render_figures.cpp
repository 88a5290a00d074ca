#include "http/render_figures.hpp"

#include "http/seconds.hpp"

#include <algorithm>
#include <chrono>

namespace kod::http {

namespace {

std::optional<double> seconds_since(std::optional<model::instant> begin, model::instant now) {
  if (!begin)
    return std::nullopt;
  // What waits for an opening still to come waits for no time yet.
  return in_seconds(std::max(now - *begin, model::duration{0}));
}

void write_referrals(json_writer& out, const actors::stats& counted) {
  using status = model::referral_status;
  using type = model::referral_type;
  const auto& census = counted.census;
  out.object([&] {
    out.member("by_status", [&] {
      out.object([&] {
        for (const auto each :
             {status::pending, status::in_progress, status::complete, status::cancelled})
          out.member(model::to_string(each), census.by_status[static_cast<std::size_t>(each)]);
      });
    });
    out.member("by_type", [&] {
      out.object([&] {
        for (const auto each : {type::general, type::mass})
          out.member(model::to_string(each), census.by_type[static_cast<std::size_t>(each)]);
      });
    });
    out.member("open_offers", census.open_offers);
    out.member("oldest_waiting_seconds", seconds_since(census.oldest_waiting_since, counted.at));
    out.member("overdue", census.overdue);
    out.member("contact_centre", census.contact_centre);
    out.member("waits_for_opening", census.waits_for_opening);
  });
}

void write_agents(json_writer& out, const actors::stats& counted) {
  using status = model::registration_status;
  const auto in = [&](status each) {
    return counted.census.agents[static_cast<std::size_t>(each)];
  };
  out.object([&] {
    out.member("registered", in(status::registered));
    out.member("available", counted.available);
    out.member("offerable", counted.offerable);
    out.member("deregistered", in(status::deregistered));
    out.member("suspended", in(status::suspended));
  });
}

void write_handling(json_writer& out, const actors::actor_figures& figures) {
  out.object([&] {
    out.member("p50", in_seconds(figures.handling_time(0.5)));
    out.member("p99", in_seconds(figures.handling_time(0.99)));
  });
}

/// What actors and their kinds have in common.
template <class Row>
void write_figures(json_writer& out, const Row& row) {
  out.member("mailbox", row.figures.waiting);
  out.member("handled", row.figures.handled);
  out.member("handling_seconds", [&] { write_handling(out, row.figures); });
  out.member("oldest_message_seconds", in_seconds(row.figures.oldest));
  out.member("timers", row.timers);
  out.member("restarts", row.restarts);
}

void write_standing(json_writer& out, const actors::backup_standing& seen, model::instant now) {
  out.member("last_at", seen.last_at);
  out.member("age_seconds", seconds_since(seen.last_at, now));
  out.member("running", seen.running);
  out.member("failures", seen.failures);
  out.member("last_error", seen.last_error);
}

} // namespace

void write_stats(
  json_writer& out,
  const actors::stats& counted,
  const model::clock_standing& clock,
  const model::room& room) {
  const auto& census = counted.census;
  out.object([&] {
    out.member("at", counted.at);
    out.member("referrals", [&] { write_referrals(out, counted); });
    out.member("agents", [&] { write_agents(out, counted); });
    out.member("time_to_accept_seconds", [&] {
      out.object([&] {
        out.member("p50", census.accept_p50_seconds);
        out.member("p95", census.accept_p95_seconds);
      });
    });
    out.member("inside_promise", census.inside_promise);
    out.member("clock", [&] {
      out.object([&] {
        out.member("steps", clock.steps);
        out.member("wall_ahead_seconds", in_seconds(clock.wall_ahead));
      });
    });
    out.member("storage", [&] {
      out.object([&] {
        out.member("free_bytes", room.free_bytes);
        out.member("floor_bytes", room.floor_bytes);
        out.member("full", room.full);
      });
    });
    if (counted.backups)
      out.member("backups", [&] {
        out.object([&] {
          out.member("kept", counted.backups->kept);
          write_standing(out, *counted.backups, counted.at);
        });
      });
  });
}

void write_backup(json_writer& out, const model::backup& made) {
  out.object([&] {
    out.member("number", made.number);
    out.member("sequence", made.sequence);
    out.member("bytes", made.bytes);
    out.member("bytes_copied", made.bytes_copied);
    out.member("at", made.at);
  });
}

void write_backups(json_writer& out, const actors::backup_list& all, model::instant now) {
  std::vector<model::backup> newest_first{all.items.rbegin(), all.items.rend()};
  out.object([&] {
    out.member("items", [&] {
      out.array(newest_first, [&](const auto& each) { write_backup(out, each); });
    });
    out.member("next", std::optional<std::string>{});
    write_standing(out, all.standing, now);
  });
}

void write_kind(json_writer& out, const actors::kind_row& row) {
  out.object([&] {
    out.member("kind", row.kind);
    out.member("live", row.live);
    write_figures(out, row);
    out.member("put_aside", row.put_aside);
  });
}

void write_actor(json_writer& out, const actors::actor_row& row) {
  out.object([&] {
    out.member("kind", row.kind);
    out.member("id", row.id);
    write_figures(out, row);
    out.member("last_error", row.last_error);
    out.member("put_aside", row.put_aside);
  });
}

} // namespace kod::http
