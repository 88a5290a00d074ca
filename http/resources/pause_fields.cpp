#include "http/resources/pause_fields.hpp"

#include "http/forms.hpp"
#include "http/json_reader.hpp"

namespace kod::http {

pause_fields read_pause(const exchange& x, complaints& wrong) {
  json_reader fields{x.asked->body, wrong};
  auto reason = fields.needed("reason", forms::short_text);
  const auto until = fields.optional("until", forms::instant);
  if (until && *until <= x.with->now())
    fields.refuse("until", "It is in the past.");
  fields.refuse_others();
  return {reason.value_or(""), until};
}

std::string read_reason_to_resume(const exchange& x, complaints& wrong) {
  if (x.asked->body.is_null())
    return {};
  json_reader fields{x.asked->body, wrong};
  auto reason = fields.optional("reason", forms::optional_text);
  fields.refuse_others();
  return reason.value_or("");
}

} // namespace kod::http
