// A roster as it is imported: every record is read or told of by its line, and what is read could
// be written down and read again.

#include "http/agent_file.hpp"
#include "http/csv.hpp"
#include "tests/fuzz/must.hpp"

#include <set>

namespace {

using namespace kod;
using tests::must;

std::vector<http::csv_record> records_of(std::string_view text) {
  std::vector<http::csv_record> all;
  http::csv_reader reader{text};
  while (auto record = reader.next())
    all.push_back(std::move(*record));
  return all;
}

std::string written(const std::vector<std::string>& fields) {
  std::string line;
  for (const auto& field : fields) {
    line += line.empty() ? "\"" : ",\"";
    for (const char each : field)
      line += each == '"' ? std::string{"\"\""} : std::string{each};
    line += '"';
  }
  return line + '\n';
}

void check_records(std::string_view text) {
  std::size_t before = 0;
  for (const auto& record : records_of(text)) {
    must(record.line > before, "a record begins behind the one before");
    before = record.line;
    if (!record.problem.empty())
      continue;
    const auto again = records_of(written(record.fields));
    must(again.size() == 1 && again.front().problem.empty(), "a record can be written");
    must(again.front().fields == record.fields, "a record is read again as it was");
  }
}

void check_field(const std::string& text) {
  const auto again = records_of(written({"before", text}));
  must(again.size() == 1 && again.front().problem.empty(), "any text can be a field");
  must(again.front().fields == std::vector{std::string{"before"}, text}, "a field is kept whole");
}

void check_roster(std::string_view text) {
  static const model::atlas atlas{
    "zip\tlatitude\tlongitude\tcounty_fips\tcounty\tstate\tpopulation\tother_county_fips\n"
    "40202\t38.252811\t-85.751946\t21111\tJefferson County\tKY\t7000\t\n",
    "zip\tlatitude\tlongitude\tplace\tcounty_fips\tcounty\tstate\n"};
  const model::instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 10}};
  const auto file = http::read_agent_file(text, {}, atlas, now);
  must(!file.unreadable || !file.errors.empty(), "who refuses a file says why");
  std::set<std::size_t> wrong;
  for (const auto& each : file.errors) {
    must(each.line > 0, "an error stands in a line");
    must(each.pointer.empty() || each.pointer.front() == '/', "an error names a column");
    must(!each.detail.empty(), "an error says what is wrong");
    wrong.insert(each.line);
  }
  std::set<std::string> ids;
  std::set<std::string> npns;
  for (const auto& each : file.good) {
    must(!wrong.contains(each.line), "a line is good or wrong");
    must(ids.insert(each.id.text).second, "an id stands in one good line");
    must(npns.insert(each.facts.npn).second, "a number stands in one good line");
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = tests::text_of(bytes, size);
  check_records(text);
  check_field(std::string{text});
  check_roster(text);
  return 0;
}
