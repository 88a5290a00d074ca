#include "actors/courier.hpp"

#include "actors/feed_pages.hpp"
#include "model/overloaded.hpp"

#include <caf/send.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace kod::actors {

// -- what it hears -----------------------------------------------------------------

void courier_state::begin(const begin_rounds& order) {
  with = order.company;
  mark_ = {.sequence = order.last_sequence, .until = with->now(), .rushes = {}};
  with->archive->each_outbox_record([this](const model::outbox_record& record) {
    std::visit(
      model::overloaded{
        [this](const model::outbox_entry& each) { box_.restore(each); },
        [this](const model::outbox_mark& each) {
          mark_ = each;
          marked_ = each.sequence;
        },
        [this](const model::board_told& each) { told_[each.agent] = each.at; },
      },
      record);
  });
  with->archive->each_referral({}, [this](const auto& each) {
    recover(each.snapshot);
    return true;
  });
  std::erase_if(
    mark_.rushes, [this](const auto& each) { return !boards_.contains(each.language); });
  close_channels();
  caf::anon_send(courier_actor{self}, read_past{});
  caf::anon_send(courier_actor{self}, make_round{rounds_});
}

void courier_state::recover(const model::referral& now) {
  if (model::listed_as_mass(now))
    note_listed(now, now.mass_since.value_or(mark_.until));
  if (const auto due = model::next_reminder(now, mark_.until); due && !model::ended(now))
    reminders_.insert(*due);
}

/// A page at a time, each with a message: what is asked of the courier doesn't wait for a long
/// past.
void courier_state::read_on() {
  const auto page = past_page(*with->archive, {.only = {}, .after = mark_.sequence});
  if (!page)
    throw std::logic_error{"the outbox was told more than the journal holds"};
  for (const auto& each : page->items)
    hear(each.event);
  mark_.sequence = page->through;
  if (page->through < page->end)
    caf::anon_send(courier_actor{self}, read_past{});
  else
    follow();
}

void courier_state::follow() {
  self
    ->request(
      with->feed,
      caf::infinite,
      subscribe{
        .only = {},
        .after = mark_.sequence,
        .sink =
          [me = courier_actor{self}](const feed_item& item) {
            caf::anon_send(me, hear_event{item.event});
            return true;
          },
        .gone = {}})
    .then(
      [this](const subscribed& done) {
        if (done.behind)
          read_on();
      },
      [](const caf::error&) { /* The process ends with its feed. */ });
}

void courier_state::hear(const model::recorded_event& event) {
  mark_.sequence = event.sequence;
  const bool news = event.at + news_grow_old > with->now();
  if (const auto* id = std::get_if<model::referral_id>(&event.entity)) {
    const auto& happened = std::get<model::referral_event>(event.event);
    follow_boards(*id, happened);
    if (news && model::tells_somebody(happened))
      hear(*id, happened, event.at);
  } else if (const auto* agent = std::get_if<model::agent_id>(&event.entity)) {
    const auto& happened = std::get<model::agent_event>(event.event);
    if (const auto made = model::notification_of(happened, *agent, event.at, event.sequence);
        news && made)
      add(*made);
  }
}

/// Nobody was reminded of what follows from it, however far time was looked at meanwhile.
void courier_state::hear(
  const model::referral_id& id, const model::referral_event& event, model::instant at) {
  const auto found = with->archive->find(id);
  if (!found)
    return;
  for (const auto& made : model::notifications_of(event, found->snapshot))
    add(made);
  if (const auto due = model::next_reminder(found->snapshot, at))
    reminders_.insert(*due);
}

void courier_state::add(const model::notification& made) {
  for (const auto each : model::all_channels)
    if (with->post->carries(each))
      box_.add(made, each, with->now());
  hurry();
}

void courier_state::settle(const settled& attempt) {
  box_.settle(attempt.number, attempt.came, with->now());
  send();
  hurry();
}

// -- its rounds ----------------------------------------------------------------------

void courier_state::hurry() {
  if (std::exchange(hurried_, true))
    return;
  caf::delayed_anon_send(courier_actor{self}, gathering, make_round{++rounds_});
}

void courier_state::look(const make_round& round) {
  if (round.number != rounds_)
    return; // A sooner one was asked for meanwhile.
  hurried_ = false;
  const auto time = with->now();
  remind(time);
  tell_of_boards(time);
  mark_.until = time;
  box_.forget_outlived(time);
  store();
  send();
  caf::anon_send(with->directory, box_.standing());
  self->show_timers(reminders_.size());
  if (!hurried_)
    caf::delayed_anon_send(courier_actor{self}, between_rounds, make_round{++rounds_});
}

void courier_state::remind(model::instant time) {
  while (!reminders_.empty() && reminders_.begin()->at <= time) {
    const auto due = *reminders_.begin();
    reminders_.erase(reminders_.begin());
    const auto found = with->archive->find(due.referral);
    if (!found)
      continue;
    const auto made = model::reminder_of(found->snapshot, due);
    if (!made)
      continue;
    add(*made);
    if (const auto next = model::next_reminder(found->snapshot, due.at))
      reminders_.insert(*next);
  }
}

void courier_state::send() {
  const auto time = with->now();
  for (const auto each : model::all_channels)
    while (box_.under_way(each) < most_under_way) {
      const auto* entry = box_.start_due(each, time);
      if (!entry)
        break;
      with->post->deliver(
        *entry, [me = courier_actor{self}, number = entry->number](const model::delivery& came) {
          caf::anon_send(me, settled{number, came});
        });
    }
}

void courier_state::store() {
  if (storing_)
    return;
  auto writes = box_.take_changes();
  std::ranges::move(std::exchange(told_changes_, {}), std::back_inserter(writes));
  if (writes.empty() && marked_ && mark_.sequence < *marked_ + events_between_marks)
    return;
  writes.push_back({model::key_of(mark_), mark_});
  marked_ = mark_.sequence;
  model::batch batch;
  batch.at = with->now();
  batch.outbox = std::move(writes);
  storing_ = true;
  self->request(with->journal, caf::infinite, commit{std::move(batch)})
    .then(
      [this](const commit_answer&) {
        storing_ = false;
        box_.stored();
        send();
      },
      [](const caf::error&) { /* The process ends with its journal. */ });
}

// -- what operators ask ----------------------------------------------------------------

caf::result<model::outbox_page> courier_state::list(const list_notifications& wanted) const {
  return box_.page(wanted.status, wanted.before, wanted.limit);
}

caf::result<notification_now> courier_state::change(const change_notification& order) {
  const auto time = with->now();
  const auto done = order.what == notification_change::retry ? box_.retry(order.id, time)
                                                             : box_.discard(order.id, time);
  if (!done.entry)
    return caf::make_error(model::rejection::not_found);
  close_channels();
  hurry();
  return notification_now{*done.entry, done.changed};
}

dead_retried courier_state::retry_all() {
  const dead_retried done{box_.retry_dead(with->now())};
  close_channels();
  hurry();
  return done;
}

void courier_state::close_channels() {
  for (const auto each : model::all_channels)
    if (!with->post->carries(each))
      box_.close(each, with->now());
}

courier_actor::behavior_type courier_behavior(courier_state::pointer self) {
  auto& state = self->state;
  state.self = self;
  return {
    [&state](const begin_rounds& order) { state.begin(order); },
    [&state](const read_past&) { state.read_on(); },
    [&state](const hear_event& told) { state.hear(told.event); },
    [&state](const settled& attempt) { state.settle(attempt); },
    [&state](const make_round& round) { state.look(round); },
    [&state](const list_notifications& wanted) { return state.list(wanted); },
    [&state](const change_notification& order) { return state.change(order); },
    [&state](const retry_dead&) { return state.retry_all(); },
  };
}

} // namespace kod::actors
