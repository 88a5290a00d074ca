#include "actors/pages.hpp"

#include "model/listing.hpp"

#include <caf/expected.hpp>

#include <array>

namespace kod::actors {

namespace {

/// Goes through a list's rows and keeps those that are wanted, one more than the page holds to
/// know whether another follows.
class page_builder {
public:
  page_builder(const reading& from, const std::optional<list_cursor>& cursor, std::size_t limit)
    : from_{from}, as_of_{cursor ? cursor->as_of : from.archive.last_sequence()},
      continued_{cursor.has_value()}, limit_{limit} {}

  /// Answers false once the page is full. `view` is none for what isn't wanted; it is asked with
  /// the snapshot as it is by now, and the row that led to it.
  template <class View>
  bool add_rows(const std::string& list, const std::string& after, View view) {
    from_.archive.each_row(list, after, [&](const model::placed_row& row) {
      // What moved since the list began may have been shown at its former place.
      if (continued_ && row.sequence > as_of_)
        return true;
      const auto stored = from_.archive.find(model::referral_of_row(row.key));
      auto wanted = stored ? view(stored->snapshot, row.key) : std::nullopt;
      if (!wanted)
        return true;
      if (page_.items.size() == limit_) {
        page_.next = list_cursor{last_, as_of_};
        return false;
      }
      page_.items.push_back(std::move(*wanted));
      last_ = row.key;
      return true;
    });
    return !page_.next;
  }

  referral_page take() { return std::move(page_); }

private:
  const reading& from_;
  std::uint64_t as_of_;
  bool continued_;
  std::size_t limit_;
  referral_page page_;
  std::string last_;
};

using maybe_view = std::optional<model::referral_view>;

bool fits(const list_referrals& wanted, const model::referral& each, model::audience seen_by) {
  return (!wanted.status || *wanted.status == each.status)
         && (!wanted.type || *wanted.type == each.type)
         && (!wanted.overdue || *wanted.overdue == each.overdue)
         && (!wanted.contact_centre
             || *wanted.contact_centre == model::on_contact_centre_list(each, seen_by))
         && (!wanted.agent || model::assigned_agent(each) == wanted.agent
             || (model::open_offer(each) && each.tenure->agent == *wanted.agent));
}

std::string list_for(const list_referrals& wanted) {
  if (wanted.agent)
    return model::list_of_agent(*wanted.agent);
  return wanted.status ? model::list_of_status(*wanted.status) : model::list_of_all();
}

/// The desk's lists, in the order in which they are shown.
std::array<std::string, 4> desk_of(const model::agent_id& agent) {
  return {
    model::list_of_offers(agent),
    model::list_in_progress(agent),
    model::list_of_mass(),
    model::list_of_ended(agent)};
}

} // namespace

caf::expected<referral_page> page_of_referrals(const reading& from, const list_referrals& wanted) {
  const auto list = list_for(wanted);
  if (wanted.cursor && !wanted.cursor->after.starts_with(list))
    return caf::make_error(engine_error::bad_cursor);
  page_builder page{from, wanted.cursor, wanted.limit};
  const model::party by{model::role::operator_, {}};
  page.add_rows(
    list,
    wanted.cursor ? wanted.cursor->after : "",
    [&](const model::referral& each, const std::string&) -> maybe_view {
      const auto seen_by = from.seen.audience_of(each.language);
      if (!fits(wanted, each, seen_by))
        return std::nullopt;
      return model::look_at(from.archive, each, by, seen_by, nullptr);
    });
  return page.take();
}

caf::expected<referral_page> page_of_desk(const reading& from, const list_desk& wanted) {
  const auto agent = from.archive.find(wanted.agent);
  if (!agent)
    return caf::make_error(model::rejection::not_found);
  const auto view = [&](const model::referral& each, const std::string& row) -> maybe_view {
    const auto seen_by = from.seen.audience_of(each.language);
    // Taken by somebody else, or shown further down, since its row was read.
    if (!model::stands_in(each, row))
      return std::nullopt;
    if ((wanted.status && *wanted.status != each.status)
        || (wanted.type && *wanted.type != each.type)
        || (model::listed_as_mass(each)
            && !model::on_board(each, agent->snapshot, seen_by, from.settings, from.now)))
      return std::nullopt;
    return model::look_at(from.archive, each, wanted.by, seen_by, &agent->snapshot);
  };
  page_builder page{from, wanted.cursor, wanted.limit};
  bool reached = !wanted.cursor; // The list in which the page before ended.
  for (const auto& list : desk_of(wanted.agent)) {
    const bool goes_on = !reached && wanted.cursor->after.starts_with(list);
    reached = reached || goes_on;
    if (reached && !page.add_rows(list, goes_on ? wanted.cursor->after : "", view))
      break;
  }
  if (!reached)
    return caf::make_error(engine_error::bad_cursor);
  return page.take();
}

caf::expected<model::referral_view> view_of(const reading& from, const see_referral& wanted) {
  const auto stored = from.archive.find(wanted.referral);
  if (!stored)
    return caf::make_error(model::rejection::not_found);
  const auto seen_by = from.seen.audience_of(stored->snapshot.language);
  const auto view = [&](const model::agent* looks) {
    auto result = model::look_at(from.archive, stored->snapshot, wanted.by, seen_by, looks);
    result.version = stored->version;
    return result;
  };
  if (wanted.by.role != model::role::agent)
    return view(nullptr);
  const auto agent = from.archive.find(model::agent_id{wanted.by.id});
  if (
    !agent || !model::may_see(stored->snapshot, agent->snapshot, seen_by, from.settings, from.now))
    return caf::make_error(model::rejection::not_found);
  return view(&agent->snapshot);
}

} // namespace kod::actors
