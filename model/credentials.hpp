#pragma once

#include "model/ids.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kod::model {

/// A day of the calendar, in whatever zone is meant.
using day = std::chrono::sys_days;

struct license {
  std::string number;
  day expires{};
  bool operator==(const license&) const = default;
};
BOOST_DESCRIBE_STRUCT(license, (), (number, expires))

/// *My Purpose*.
struct certification {
  day expires{};
  bool operator==(const certification&) const = default;
};
BOOST_DESCRIBE_STRUCT(certification, (), (expires))

/// What makes an agent eligible. The exchange supplies it, an agent can't edit it. Each holds
/// through the end of its last day in the agent's zone.
struct credentials {
  std::optional<model::license> license;
  std::optional<model::certification> certification;
  std::optional<day> doi_contact_confirmed_on;
  bool operator==(const credentials&) const = default;
};
BOOST_DESCRIBE_STRUCT(credentials, (), (license, certification, doi_contact_confirmed_on))

enum class credential_problem : std::uint8_t {
  license_missing,
  license_expired,
  certification_missing,
  certification_expired,
  doi_contact_not_confirmed, // Never, or on a day still to come.
};
BOOST_DESCRIBE_ENUM(
  credential_problem,
  license_missing,
  license_expired,
  certification_missing,
  certification_expired,
  doi_contact_not_confirmed)

/// Why they don't make their holder eligible now; none: they do. `zone` is an IANA name.
std::vector<credential_problem> problems_of(const credentials&, std::string_view zone, instant now);
bool eligible(const credentials&, std::string_view zone, instant now);

/// The next instant after `now` at which one of them begins or ends to hold by itself.
std::optional<instant>
next_credential_change(const credentials&, std::string_view zone, instant now);

} // namespace kod::model
