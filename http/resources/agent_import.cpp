#include "http/agent_file.hpp"
#include "http/query_reader.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <mutex>
#include <utility>

namespace kod::http {

namespace {

namespace json = boost::json;

/// Agents that take their lines at the same time: enough to fill each of the journal's writes,
/// too few to keep others waiting.
constexpr std::size_t most_under_way = 256;

/// The whole way of one file: who is there already, what is wrong with it, then line by line to
/// the agents. Answers come on any thread.
class import_job : public std::enable_shared_from_this<import_job> {
public:
  import_job(exchange x, bool partial) : x_{std::move(x)}, partial_{partial} {}

  void look_who_is_there(const std::optional<actors::list_cursor>& after) {
    constexpr std::size_t page_size = 200;
    actors::list_agents wanted{.status = {}, .available = {}, .cursor = after, .limit = page_size};
    x_.with->engine.ask(
      std::move(wanted),
      [self = shared_from_this()](const caf::expected<actors::agent_page>& page) {
        if (!page)
          return self->x_.reply(problem_of(page.error()));
        for (const auto& each : page->items)
          self->known_.add(each);
        if (page->next)
          return self->look_who_is_there(page->next);
        self->x_.with->run_aside([self] { self->check_and_apply(); });
      });
  }

private:
  void check_and_apply() {
    const auto& csv = x_.asked->request.body;
    file_ = read_agent_file(csv, known_, x_.with->atlas, x_.with->now());
    known_ = {};
    const bool as_a_whole = file_.errors.empty();
    if (file_.unreadable || !(as_a_whole || partial_))
      return finish();
    std::erase_if(
      file_.good, [](const agent_line& each) { return each.what == agent_line::effect::nothing; });
    send_more();
  }

  /// Only one thread at a time sends: who comes meanwhile leaves it to that one.
  void send_more() {
    std::unique_lock lock{mutex_};
    if (std::exchange(sending_, true))
      return;
    while (next_ < file_.good.size() && under_way_ < most_under_way) {
      const auto line = next_++;
      ++under_way_;
      lock.unlock();
      send(line);
      lock.lock();
    }
    sending_ = false;
    if (under_way_ > 0 || next_ < file_.good.size() || std::exchange(finished_, true))
      return;
    lock.unlock();
    finish();
  }

  void send(std::size_t index) {
    auto& line = file_.good[index];
    actors::agent_order order{
      line.id, x_.by(), model::supply_agent{line.id, std::move(line.facts)}};
    x_.with->engine.ask(
      std::move(order),
      [self = shared_from_this(), index](const caf::expected<model::agent_view>& done) {
        self->note(index, done);
        self->send_more();
      });
  }

  void note(std::size_t index, const caf::expected<model::agent_view>& done) {
    const std::scoped_lock lock{mutex_};
    --under_way_;
    const auto& line = file_.good[index];
    if (done)
      ++(line.what == agent_line::effect::creates ? created_ : updated_);
    else if (done.error() == caf::make_error(model::rejection::npn_taken))
      file_.errors.push_back({line.line, "/npn", "Another agent has it."});
    else
      file_.errors.push_back({line.line, "", "It is unknown whether it was applied: repeat it."});
  }

  /// Tells the audit of the whole first, if anything came of it: its lines carry no address.
  void finish() {
    if (created_ + updated_ == 0)
      return x_.reply(rendered());
    http::note(
      x_, {{"agents"}, model::agents_imported{created_, updated_}}, [self = shared_from_this()] {
        return self->rendered();
      });
  }

  response rendered() {
    std::ranges::stable_sort(file_.errors, {}, &line_error::line);
    const bool refused = file_.unreadable || !(file_.errors.empty() || partial_);
    auto answer = refused ? problem(code::invalid, "The file has mistakes.") : response{};
    auto body = refused ? json::parse(answer.body).as_object() : json::object{};
    body["created"] = created_;
    body["updated"] = updated_;
    auto& errors = body["errors"].emplace_array();
    for (const auto& [line, pointer, detail] : file_.errors)
      errors.push_back({{"line", line}, {"pointer", pointer}, {"detail", detail}});
    answer.body = json::serialize(body);
    return answer;
  }

  exchange x_;
  bool partial_;
  known_agents known_;
  agent_file file_;
  std::mutex mutex_; // Guards what follows, and the errors while lines are under way.
  std::size_t next_ = 0;
  std::size_t under_way_ = 0;
  bool sending_ = false;
  bool finished_ = false;
  std::uint64_t created_ = 0;
  std::uint64_t updated_ = 0;
};

void import_agents(const exchange& x) {
  complaints wrong;
  query_reader query{x.asked->request, wrong};
  const auto partial = query.optional("partial", forms::yes_or_no);
  query.refuse_others();
  if (!wrong.none())
    return refuse(x, wrong);
  if (x.storage_is_full())
    return x.reply(problem(code::storage_full));
  std::make_shared<import_job>(x, partial.value_or(false))->look_who_is_there(std::nullopt);
}

} // namespace

void add_agent_import_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/agents/import",
    .allowed = {access::operator_},
    .body = body_kind::csv,
    .handler = handled_by(import_agents, with),
  });
}

} // namespace kod::http
