#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace kod::http {

namespace {

response fine() {
  return ok([](json_writer& out) { out.object([&] { out.member("status", "ok"); }); });
}

/// The process answers.
void live(const exchange& x) {
  x.reply(fine());
}

/// The store can be read and the dispatcher knows its boards: the figures take both. They are asked
/// for once for all who want to know meanwhile, so that this takes the engine next to nothing.
class readiness : public std::enable_shared_from_this<readiness> {
public:
  explicit readiness(shared_services with) : with_{std::move(with)} {}

  void look(respond reply) {
    {
      const std::scoped_lock lock{mutex_};
      waiting_.push_back(std::move(reply));
      if (waiting_.size() > 1)
        return;
    }
    with_->engine.ask(
      actors::get_stats{},
      [self = shared_from_this()](const caf::expected<actors::stats>& counted) {
        self->tell(counted ? fine() : problem(code::overloaded));
      });
  }

private:
  void tell(const response& how) {
    std::vector<respond> told;
    {
      const std::scoped_lock lock{mutex_};
      told.swap(waiting_);
    }
    for (const auto& each : told)
      each(how);
  }

  const shared_services with_;
  std::mutex mutex_;
  std::vector<respond> waiting_;
};

} // namespace

void add_health_routes(std::vector<route>& routes, const shared_services& with) {
  const auto add = [&](const char* pattern, handler handle) {
    routes.push_back({
      .method = method::get,
      .pattern = pattern,
      .allowed = {access::anybody},
      .errand = errand::health,
      .handler = std::move(handle),
    });
  };
  add("/livez", handled_by(live, with));
  const auto asked = std::make_shared<readiness>(with);
  add("/readyz", [asked](const auto&, respond reply) { asked->look(std::move(reply)); });
}

} // namespace kod::http
