#pragma once

#include "tests/simulation/question.hpp"

#include <boost/core/demangle.hpp>

#include <typeinfo>

// Questions and answers in a line each, for the steps that led to a failure.

namespace kod::simulation {

template <class T>
std::string name_of(const T&) {
  const auto name = boost::core::demangle(typeid(T).name());
  return name.substr(name.rfind(':') + 1);
}

template <class... Commands>
std::string name_of_one(const std::variant<Commands...>& command) {
  return std::visit([](const auto& each) { return name_of(each); }, command);
}

inline std::string named(const model::party& by) {
  return std::string{to_string(by.role)} + ' ' + by.id;
}

struct in_words {
  std::string operator()(const actors::request_order& order) const {
    auto line = "request by " + order.request.contact.name + ", " + order.request.language.tag;
    if (order.request.key)
      line += ", " + order.request.key->claim_name + ' ' + order.request.key->body_hash;
    return line;
  }
  std::string operator()(const actors::referral_order& order) const {
    auto line = named(order.by) + ": " + name_of_one(order.command) + ' ' + order.referral.text;
    if (const auto* assigned = std::get_if<model::assign>(&order.command))
      line += " to " + assigned->agent.text;
    return line;
  }
  std::string operator()(const actors::agent_order& order) const {
    return named(order.by) + ": " + name_of_one(order.command) + ' ' + order.agent.text;
  }
  std::string operator()(const actors::programme_order& order) const {
    if (const auto* set = std::get_if<model::set_programme>(&order.command))
      return named(order.by) + ": the programme is " + to_text(set->to.open, set->to.hours);
    const bool pauses = std::holds_alternative<model::pause_county>(order.command);
    return named(order.by) + (pauses ? ": pause a county" : ": resume a county");
  }
  std::string operator()(const actors::see_referral& look) const {
    return named(look.by) + ": see " + look.referral.text;
  }
  std::string operator()(const actors::list_desk& look) const {
    return named(look.by) + ": see the desk";
  }

  std::string operator()(const actors::request_taken& taken) const {
    return "taken as " + taken.id.text;
  }
  std::string operator()(const model::referral_view& view) const {
    const auto holder = view.now.tenure ? ", " + view.now.tenure->agent.text : "";
    return view.now.id.text + ' ' + std::string{to_string(view.now.status)} + holder;
  }
  std::string operator()(const model::agent_view& view) const {
    return view.now.id.text + ' ' + std::string{to_string(view.now.registration)};
  }
  std::string operator()(const model::programme& now) const { return to_text(now.open, now.hours); }
  std::string operator()(const actors::referral_page& page) const {
    return std::to_string(page.items.size()) + " referrals";
  }
  std::string operator()(const caf::error& why) const {
    if (why.category() == caf::make_error(model::rejection::not_found).category())
      return std::string{to_string(static_cast<model::rejection>(why.code()))};
    return "error " + std::to_string(why.code());
  }

private:
  static std::string to_text(bool open, const std::optional<model::opening_hours>& hours) {
    return std::string{open ? "on" : "off"} + (hours ? ", with hours" : ", always open");
  }
};

inline std::string to_text(const wish& wanted) {
  return std::visit(in_words{}, wanted);
}
inline std::string to_text(const answer& told) {
  return std::visit(in_words{}, told);
}

} // namespace kod::simulation
