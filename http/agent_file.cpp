#include "http/agent_file.hpp"

#include "http/agent_facts_reader.hpp"
#include "http/csv.hpp"

#include <algorithm>
#include <array>

namespace kod::http {

namespace {

constexpr std::array<std::string_view, 10> columns{
  "id",
  "npn",
  "name",
  "email",
  "phone",
  "zip",
  "license_number",
  "license_expires",
  "certification_expires",
  "doi_contact_confirmed_on",
};

/// One line's fields by their names.
class line_reader {
public:
  line_reader(const csv_record& record, complaints& to) : record_{record}, complaints_{to} {}

  template <class Form>
  std::optional<read_by<Form>> needed(std::string_view name, const Form& form) {
    if (field(name).empty())
      complaints_.add(pointer_to(name), "It is missing.");
    return optional(name, form);
  }
  template <class Form>
  std::optional<read_by<Form>> optional(std::string_view name, const Form& form) {
    const auto& text = field(name);
    return text.empty() ? std::nullopt : read_text(text, form, complaints_, pointer_to(name));
  }
  void refuse(std::string_view name, std::string detail) {
    complaints_.add(pointer_to(name), std::move(detail));
  }
  bool holds(std::string_view name) const { return !field(name).empty(); }

private:
  static std::string pointer_to(std::string_view name) { return '/' + std::string{name}; }
  const std::string& field(std::string_view name) const {
    const auto column = std::ranges::find(columns, name) - columns.begin();
    return record_.fields[static_cast<std::size_t>(column)];
  }

  const csv_record& record_;
  complaints& complaints_;
};

std::optional<model::license> read_license(line_reader& fields) {
  if (!fields.holds("license_number") && !fields.holds("license_expires"))
    return std::nullopt;
  const auto number = fields.needed("license_number", forms::short_text);
  const auto expires = fields.needed("license_expires", forms::day);
  return model::license{number.value_or(""), expires.value_or(model::day{})};
}

model::credentials read_credentials(line_reader& fields, model::instant now) {
  model::credentials held;
  held.license = read_license(fields);
  if (const auto expires = fields.optional("certification_expires", forms::day))
    held.certification = model::certification{*expires};
  held.doi_contact_confirmed_on = fields.optional("doi_contact_confirmed_on", past_day{now});
  return held;
}

/// Reads a file line by line, knowing what came before.
class file_reader {
public:
  file_reader(const known_agents& known, const model::atlas& atlas, model::instant now)
    : known_{known}, atlas_{atlas}, now_{now} {}

  agent_file read(std::string_view csv) {
    csv_reader records{csv};
    const auto header = records.next();
    if (!header || !std::ranges::equal(header->fields, columns))
      return hopeless("/header", "It must name the columns as the contract does, in that order.");
    while (const auto record = records.next()) {
      take(*record);
      if (result_.errors.size() > agent_file::most_errors)
        return hopeless("", "The file has more mistakes than are listed here.");
    }
    return std::move(result_);
  }

private:
  void take(const csv_record& record) {
    if (!record.problem.empty())
      return add_error(record.line, "", std::string{record.problem});
    if (record.fields.size() != columns.size())
      return add_error(
        record.line, "", "It must have " + std::to_string(columns.size()) + " fields.");
    complaints wrong;
    line_reader fields{record, wrong};
    agent_line line{.line = record.line, .id = {}, .facts = {}};
    line.id = fields.needed("id", forms::new_agent_id).value_or(model::agent_id{});
    line.facts = read_facts(fields);
    look_for_another(line, fields);
    for (const auto& [pointer, detail] : wrong.all())
      add_error(record.line, pointer, detail);
    if (!wrong.none())
      return;
    line.what = known_.effect_of(line.id, line.facts);
    result_.good.push_back(std::move(line));
  }

  model::agent_facts read_facts(line_reader& fields) const {
    model::agent_facts facts;
    facts.npn = fields.needed("npn", forms::npn).value_or("");
    facts.identity.name = fields.needed("name", forms::name).value_or("");
    facts.identity.email = fields.needed("email", forms::email).value_or("");
    facts.identity.phone = fields.needed("phone", forms::phone).value_or("");
    facts.place = fields.needed("zip", forms::place{atlas_}).value_or(model::place{});
    facts.credentials = read_credentials(fields, now_);
    return facts;
  }

  /// Two agents with one id or one NPN, in the file or already there.
  void look_for_another(const agent_line& line, line_reader& fields) {
    const auto seen_before = [&](auto& seen, const std::string& text) -> std::size_t {
      const auto [place, fresh] = seen.emplace(text, line.line);
      return fresh || text.empty() ? 0 : place->second;
    };
    if (const auto before = seen_before(ids_, line.id.text))
      fields.refuse("id", "It stands in line " + std::to_string(before) + " already.");
    if (const auto before = seen_before(npns_, line.facts.npn))
      fields.refuse("npn", "It stands in line " + std::to_string(before) + " already.");
    if (known_.held_by_another(line.facts.npn, line.id))
      fields.refuse("npn", "Another agent has it.");
  }

  void add_error(std::size_t line, std::string pointer, std::string detail) {
    result_.errors.push_back({line, std::move(pointer), std::move(detail)});
  }

  agent_file hopeless(std::string pointer, std::string detail) {
    add_error(1, std::move(pointer), std::move(detail));
    result_.good.clear();
    result_.unreadable = true;
    return std::move(result_);
  }

  const known_agents& known_;
  const model::atlas& atlas_;
  model::instant now_;
  agent_file result_;
  std::map<std::string, std::size_t> ids_;
  std::map<std::string, std::size_t> npns_;
};

} // namespace

void known_agents::add(const model::agent_view& view) {
  const auto& agent = view.now;
  holders_[agent.npn] = agent.id;
  facts_[agent.id] = {
    agent.npn, view.identity, {agent.zip, agent.where, agent.county}, agent.credentials};
}

agent_line::effect
known_agents::effect_of(const model::agent_id& id, const model::agent_facts& facts) const {
  const auto found = facts_.find(id);
  if (found == facts_.end())
    return agent_line::effect::creates;
  const auto& before = found->second;
  const bool same = before.npn == facts.npn && before.identity == facts.identity
                    && before.place == facts.place && before.credentials == facts.credentials;
  return same ? agent_line::effect::nothing : agent_line::effect::updates;
}

bool known_agents::held_by_another(const std::string& npn, const model::agent_id& id) const {
  const auto holder = holders_.find(npn);
  return holder != holders_.end() && holder->second != id;
}

agent_file read_agent_file(
  std::string_view csv, const known_agents& known, const model::atlas& atlas, model::instant now) {
  return file_reader{known, atlas, now}.read(csv);
}

} // namespace kod::http
