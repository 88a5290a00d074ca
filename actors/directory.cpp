#include "actors/directory.hpp"

#include "actors/audit_pages.hpp"
#include "actors/commits.hpp"
#include "actors/feed_pages.hpp"
#include "actors/pages.hpp"

#include <exception>

namespace kod::actors {

template <class Answer>
caf::result<Answer>
directory_state::with_boards(std::function<caf::expected<Answer>(const boards&)> make) {
  auto promise = self->make_response_promise<Answer>();
  self->request(dispatcher, caf::infinite, get_boards{})
    .then(
      [promise, make = std::move(make)](const boards& seen) mutable {
        try {
          auto answer = make(seen);
          answer ? promise.deliver(std::move(*answer)) : promise.deliver(answer.error());
        } catch (const std::exception&) { // Reading changes nothing, so nothing is in doubt.
          promise.deliver(caf::make_error(engine_error::handler_failed));
        }
      },
      [promise](caf::error& failure) mutable { promise.deliver(std::move(failure)); });
  return promise;
}

caf::result<model::referral_view> directory_state::see(const see_referral& wanted) {
  return with_boards<model::referral_view>([this, wanted](const boards& seen) {
    return view_of({*archive, seen, settings, now()}, wanted);
  });
}

caf::result<referral_page> directory_state::list(const list_referrals& wanted) {
  return with_boards<referral_page>([this, wanted](const boards& seen) {
    return page_of_referrals({*archive, seen, settings, now()}, wanted);
  });
}

caf::result<referral_page> directory_state::list(const list_desk& wanted) {
  return with_boards<referral_page>([this, wanted](const boards& seen) {
    return page_of_desk({*archive, seen, settings, now()}, wanted);
  });
}

caf::result<stats> directory_state::count() {
  return with_boards<stats>([this](const boards& seen) -> caf::expected<stats> {
    const auto at = now();
    const auto audience_of = [&](const auto& tongue) { return seen.audience_of(tongue); };
    return stats{
      at,
      census.figures(at, audience_of),
      seen.available,
      seen.offerable,
      backups,
      outbox,
      since_start,
      referral_events};
  });
}

caf::result<model::agent_view> directory_state::see(const see_agent& wanted) const {
  const auto stored = archive->find(wanted.agent);
  if (!stored)
    return caf::make_error(model::rejection::not_found);
  return model::look_at(*archive, stored->snapshot, settings, now());
}

caf::result<agent_page> directory_state::list(const list_agents& wanted) const {
  const auto time = now();
  const model::agent_id from{wanted.cursor ? wanted.cursor->after : ""};
  agent_page page;
  archive->each_agent(from, [&](const model::stored<model::agent>& each) {
    const auto& agent = each.snapshot;
    if (wanted.cursor && agent.id == from)
      return true;
    if (wanted.status && *wanted.status != agent.registration)
      return true;
    if (wanted.available && *wanted.available != model::availability_of(agent, settings, time).now)
      return true;
    if (page.items.size() == wanted.limit) {
      page.next = list_cursor{page.items.back().now.id.text, 0};
      return false;
    }
    page.items.push_back(model::look_at(*archive, agent, settings, time));
    return true;
  });
  return page;
}

caf::result<history_page> directory_state::read(const get_history& wanted) const {
  if (!archive->find(wanted.referral))
    return caf::make_error(model::rejection::not_found);
  history_page page;
  auto after = wanted.after;
  while (page.items.size() <= wanted.limit) {
    auto events = archive->history(wanted.referral, after, wanted.limit + 1);
    if (events.empty())
      return page;
    after = events.back().sequence;
    for (auto& event : events)
      if (model::is_public(std::get<model::referral_event>(event.event)))
        page.items.push_back(std::move(event));
  }
  page.items.resize(wanted.limit);
  page.next = page.items.back().sequence;
  return page;
}

caf::result<request_taken> directory_state::find(const find_kept& wanted) const {
  const auto held = archive->find_claim(wanted.key.claim_name);
  if (!held || (held->expires && *held->expires <= now()))
    return caf::make_error(model::rejection::not_found);
  auto kept = kept_answer(*held, wanted.key);
  if (!kept)
    return kept.error();
  return *kept;
}

caf::result<feed_page> directory_state::read(const read_feed& wanted) const {
  auto page = past_page(*archive, wanted);
  if (!page)
    return page.error();
  return std::move(*page);
}

/// A piece at a time, so that nobody waits long for a page of which little can be found.
caf::result<audit_page> directory_state::read(list_audit&& wanted) const {
  if (read_audit(*archive, wanted))
    return std::move(wanted.so_far);
  return self->delegate(directory_actor{self}, std::move(wanted));
}

void directory_state::take(const stored& news) {
  for (const auto& each : *news.batches)
    for (const auto& write : each.batch.writes) {
      std::visit([this](const auto& entity) { census.count(entity.snapshot); }, write);
      if (const auto* referral = std::get_if<model::referral_write>(&write))
        for (const auto& event : referral->events) {
          since_start.count(event);
          ++referral_events[event.index()];
        }
    }
}

void directory_state::note(const backup_standing& told) {
  backups = told;
}

void directory_state::note(const model::outbox_standing& told) {
  outbox = told;
}

directory_actor::behavior_type directory_behavior(
  directory_state::pointer self,
  dispatcher_actor dispatcher,
  const model::archive* archive,
  model::dispatch_settings settings,
  model::clock now,
  model::census census) {
  auto& state = self->state;
  state.self = self;
  state.dispatcher = std::move(dispatcher);
  state.archive = archive;
  state.settings = settings;
  state.now = std::move(now);
  state.census = std::move(census);
  return {
    [&state](const see_referral& wanted) { return state.see(wanted); },
    [&state](const see_agent& wanted) { return state.see(wanted); },
    [&state](const list_referrals& wanted) { return state.list(wanted); },
    [&state](const list_desk& wanted) { return state.list(wanted); },
    [&state](const list_agents& wanted) { return state.list(wanted); },
    [&state](const get_history& wanted) { return state.read(wanted); },
    [&state](const find_kept& wanted) { return state.find(wanted); },
    [&state](const read_feed& wanted) { return state.read(wanted); },
    [&state](list_audit& wanted) { return state.read(std::move(wanted)); },
    [&state](const get_stats&) { return state.count(); },
    [&state](const backup_standing& told) { state.note(told); },
    [&state](const model::outbox_standing& told) { state.note(told); },
    [&state](const stored& news) { state.take(news); },
  };
}

} // namespace kod::actors
