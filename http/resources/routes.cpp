#include "http/resources/routes.hpp"

#include "http/pages/pages.hpp"

#include <utility>

namespace kod::http {

std::vector<route> all_routes(services given) {
  const auto with = std::make_shared<const services>(std::move(given));
  std::vector<route> routes;
  for (const auto add : {add_request_routes,     add_referral_routes,      add_referral_list_routes,
                         add_agent_routes,       add_agent_section_routes, add_agent_import_routes,
                         add_agent_event_routes, add_event_routes,         add_audit_routes,
                         add_programme_routes,   add_county_routes,        add_stats_routes,
                         add_actor_routes,       add_backup_routes,        add_notification_routes,
                         add_logging_routes,     add_metrics_routes,       add_health_routes,
                         add_contract_routes,    add_ask_page_routes,      add_follow_page_routes,
                         add_sign_in_routes,     add_portal_routes,        add_asset_routes})
    add(routes, with);
  return routes;
}

} // namespace kod::http
