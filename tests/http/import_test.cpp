#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string first_line =
  "id,npn,name,email,phone,zip,license_number,license_expires,certification_expires,"
  "doi_contact_confirmed_on\n";

std::string line(const std::string& id, const std::string& npn, const std::string& zip = "40202") {
  return id + ',' + npn + ",\"Agent, " + id + "\"," + id + "@agents.example,502-555-0100," + zip
         + ",L-1,2027-03-31,2026-12-31,2026-10-01\n";
}

/// What the directory would show of the agent in such a line.
model::agent_view there_already(const model::agent_id& id, const std::string& npn) {
  model::agent_view view;
  view.now.id = id;
  view.now.npn = npn;
  view.now.zip = {"40202"};
  view.now.county = "Jefferson County";
  view.now.where = {38.252811, -85.751946};
  view.identity = {"Agent, " + id.text, id.text + "@agents.example", "+15025550100"};
  using std::chrono::year;
  view.now.credentials = {
    model::license{"L-1", year{2027} / 3 / 31},
    model::certification{year{2026} / 12 / 31},
    year{2026} / 10 / 1};
  return view;
}

class Import : public Resources {
protected:
  Import() {
    engine.answers(actors::agent_page{});
    engine.answers(model::agent_view{});
  }

  answer import(const std::string& csv, const std::string& query = "") {
    return post("/v1/agents/import" + query, as_operator, csv);
  }
  std::string counts(const answer& heard) {
    return heard.text("/created") + " created, " + heard.text("/updated") + " updated";
  }
  std::vector<std::string> errors(const answer& heard) {
    std::vector<std::string> all;
    const auto list = heard.at("/errors");
    for (const auto& each : list.as_array())
      all.push_back(
        json::serialize(each.at("line")) + ' ' + each.at("pointer").as_string().c_str());
    return all;
  }
};

TEST_F(Import, NewAgentsAreCreated) {
  const auto heard = import(first_line + line("ann", "90000001") + line("bob", "90000002"));
  EXPECT_EQ(heard.status, 200U) << heard.body;
  EXPECT_EQ(counts(heard), "2 created, 0 updated");
  EXPECT_THAT(errors(heard), ElementsAre());
  const auto& [id, facts, _] = engine.last_command<model::supply_agent>();
  EXPECT_EQ(id, bob);
  EXPECT_EQ(facts.identity.name, "Agent, bob");
  EXPECT_EQ(facts.place.zip.digits, "40202");
}

TEST_F(Import, TheAuditIsToldOfTheWholeAndNotOfItsLines) {
  engine.answers(actors::agent_page{{there_already(ann, "90000001")}, {}});
  import(first_line + line("ann", "90000009") + line("bob", "90000002") + line("cid", "90000003"));
  EXPECT_EQ(engine.last<actors::agent_order>().from, "") << "a line";
  EXPECT_EQ(engine.count<actors::notice_order>(), 1);
  const auto& told = engine.last<actors::notice_order>();
  EXPECT_EQ(told.notice.subject.text, "agents");
  EXPECT_EQ(told.notice.event, (model::notice_event{model::agents_imported{2, 1}}));
  EXPECT_EQ(told.from, "192.0.2.9");
}

TEST_F(Import, AgainItIsHarmless) {
  engine.answers(actors::agent_page{{there_already(ann, "90000001")}, {}});
  EXPECT_EQ(counts(import(first_line + line("ann", "90000001"))), "0 created, 0 updated");
  EXPECT_EQ(engine.orders(), 0U) << "nor is the audit told";
}

TEST_F(Import, WhatDiffersIsUpdated) {
  engine.answers(actors::agent_page{{there_already(ann, "90000001")}, {}});
  EXPECT_EQ(counts(import(first_line + line("ann", "90000009"))), "0 created, 1 updated");
}

TEST_F(Import, OneBadLineKeepsTheWholeFileOut) {
  const auto heard = import(first_line + line("ann", "90000001") + line("bob", "x", "1"));
  expect_refused(heard, 422, "invalid");
  EXPECT_EQ(counts(heard), "0 created, 0 updated");
  EXPECT_THAT(errors(heard), ElementsAre("3 /npn", "3 /zip"));
  EXPECT_EQ(engine.orders(), 0U);
}

TEST_F(Import, PartiallyTheGoodLinesAreApplied) {
  const auto heard =
    import(first_line + line("ann", "x") + line("bob", "90000002"), "?partial=true");
  EXPECT_EQ(heard.status, 200U);
  EXPECT_EQ(counts(heard), "1 created, 0 updated");
  EXPECT_THAT(errors(heard), ElementsAre("2 /npn"));
}

TEST_F(Import, TheHeaderIsTheContracts) {
  for (const std::string csv : {"", "\n", "id,npn\n", "npn,id,name\nann,1,2\n"})
    EXPECT_THAT(errors(import(csv)), ElementsAre("1 /header"));
  EXPECT_EQ(import("id,npn\n", "?partial=true").status, 422U);
  EXPECT_EQ(import(first_line).status, 200U);
}

TEST_F(Import, EveryWrongFieldOfALineIsNamed) {
  const auto heard = import(first_line + "a b,0,,no,1,00000,,2027-03-31,soon,2026-11-12\n");
  EXPECT_THAT(
    errors(heard),
    testing::UnorderedElementsAre(
      "2 /id",
      "2 /npn",
      "2 /name",
      "2 /email",
      "2 /phone",
      "2 /zip",
      "2 /license_number",
      "2 /certification_expires",
      "2 /doi_contact_confirmed_on"));
}

TEST_F(Import, WhatIsUnknownIsLeftEmpty) {
  import(first_line + "ann,90000001,Ann,ann@agents.example,502-555-0100,40202,,,,\n");
  const auto& facts = engine.last_command<model::supply_agent>().facts;
  EXPECT_EQ(facts.credentials, model::credentials{});
}

TEST_F(Import, NoIdAndNoNumberComesTwice) {
  const auto heard = import(
    first_line + line("ann", "90000001") + line("ann", "90000002") + line("bob", "90000001"));
  EXPECT_THAT(errors(heard), ElementsAre("3 /id", "4 /npn"));
}

TEST_F(Import, ANumberThatAnotherAgentHasIsRefused) {
  engine.answers(actors::agent_page{{there_already(ann, "90000001")}, {}});
  EXPECT_THAT(errors(import(first_line + line("bob", "90000001"))), ElementsAre("2 /npn"));
}

TEST_F(Import, ANumberThatWasTakenMeanwhileIsToldOfItsLine) {
  engine.refuses<model::agent_view>(model::rejection::npn_taken);
  const auto heard = import(first_line + line("ann", "90000001"), "?partial=true");
  EXPECT_EQ(counts(heard), "0 created, 0 updated");
  EXPECT_THAT(errors(heard), ElementsAre("2 /npn"));
}

TEST_F(Import, LinesAreWhereTheyBegin) {
  const auto heard = import(
    first_line + "ann,90000001,\"Two\nlines\",ann@agents.example,502-555-0100,40202,,,,\n"
    + "bob,90000002\n" + "\"cid\n");
  EXPECT_THAT(errors(heard), ElementsAre("2 /name", "4 ", "5 "));
}

TEST_F(Import, NothingOfTheFileIsEchoed) {
  const auto heard = import(first_line + "Xylophone,Zanzibar,Zebedee\x01,Quux,Wombat,Yak,,,,\n");
  for (const auto* typed : {"Xylophone", "Zanzibar", "Zebedee", "Quux", "Wombat", "Yak"})
    EXPECT_THAT(heard.body, testing::Not(HasSubstr(typed)));
}

TEST_F(Import, AFileOfMistakesIsNotRead) {
  std::string csv = first_line;
  for (int count = 0; count < 10'010; ++count)
    csv += "x\n";
  const auto heard = import(csv, "?partial=true");
  EXPECT_EQ(heard.status, 422U);
  EXPECT_EQ(errors(heard).size(), 10'002U);
}

TEST_F(Import, PartialIsYesOrNo) {
  expect_invalid(import(first_line, "?partial=perhaps"), "/partial");
  expect_invalid(import(first_line, "?all=true"), "/all");
}

} // namespace
