#pragma once

#include "actors/interfaces.hpp"

namespace kod::actors {

/// What a page is made from.
struct reading {
  const model::archive& archive;
  const boards& seen;
  const model::dispatch_settings& settings;
  model::instant now;
};

// Lists, made from rows and snapshots alone. An error is `bad_cursor` or `not_found`.
caf::expected<referral_page> page_of_referrals(const reading&, const list_referrals&);
caf::expected<referral_page> page_of_desk(const reading&, const list_desk&);
caf::expected<model::referral_view> view_of(const reading&, const see_referral&);

} // namespace kod::actors
