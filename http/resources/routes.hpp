#pragma once

#include "http/services.hpp"

#include <vector>

// One function for each resource, in the file of its name.

namespace kod::http {

void add_request_routes(std::vector<route>&, const shared_services&);  // What residents ask for.
void add_referral_routes(std::vector<route>&, const shared_services&); // What becomes of it.
void add_referral_list_routes(
  std::vector<route>&, const shared_services&);                     // Lists and histories of it.
void add_agent_routes(std::vector<route>&, const shared_services&); // The roster.
void add_agent_section_routes(
  std::vector<route>&, const shared_services&); // What agents say themselves.
void add_agent_import_routes(std::vector<route>&, const shared_services&); // The roster as a file.
void add_agent_event_routes(std::vector<route>&, const shared_services&);  // An agent's live feed.
void add_programme_routes(std::vector<route>&, const shared_services&);
void add_county_routes(std::vector<route>&, const shared_services&);
void add_event_routes(std::vector<route>&, const shared_services&); // Everything that happens.
void add_audit_routes(std::vector<route>&, const shared_services&); // Who did what, and why.
void add_stats_routes(std::vector<route>&, const shared_services&);
void add_stats_history_routes(std::vector<route>&, const shared_services&);
void add_export_routes(std::vector<route>&, const shared_services&); // All of a period, as tables.
void add_actor_routes(std::vector<route>&, const shared_services&);
void add_backup_routes(std::vector<route>&, const shared_services&);
void add_logging_routes(std::vector<route>&, const shared_services&); // How much the log tells.
void add_notification_routes(std::vector<route>&, const shared_services&); // What is told outside.
void add_metrics_routes(std::vector<route>&, const shared_services&);
void add_health_routes(std::vector<route>&, const shared_services&);
void add_contract_routes(std::vector<route>&, const shared_services&);

} // namespace kod::http
