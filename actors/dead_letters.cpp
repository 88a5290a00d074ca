#include "actors/dead_letters.hpp"

#include <boost/core/demangle.hpp>
#include <caf/actor_registry.hpp>
#include <caf/actor_system.hpp>
#include <caf/atom.hpp>
#include <caf/send.hpp>
#include <caf/type_erased_tuple.hpp>
#include <caf/type_nr.hpp>

namespace kod::actors {

namespace {

constexpr std::string_view kind_of_letters = "letters";
const caf::atom_value name_in_the_system = caf::atom("letters");

} // namespace

void install(caf::actor_system& system, const letters_actor& letters) {
  system.registry().erase(name_in_the_system); // Else the former ones would stay.
  system.registry().put(name_in_the_system, letters);
}

void report(caf::actor_system& system, dead_letter found) {
  if (found.to == kind_of_letters)
    return; // It would come back for ever.
  if (const auto letters = system.registry().get<letters_actor>(name_in_the_system))
    caf::anon_send(letters, std::move(found));
}

std::string message_name(const std::type_info& type) {
  const auto whole = boost::core::demangle(type.name());
  const auto space = whole.rfind("::");
  return space == whole.npos ? whole : whole.substr(space + 2);
}

std::string message_name(const caf::type_erased_tuple& content) {
  if (content.empty())
    return "nothing";
  const auto [number, type] = content.type(0);
  return type ? message_name(*type) : caf::numbered_type_names[number - 1];
}

bool is_of_the_library(const caf::type_erased_tuple& content) {
  return content.empty() || content.type(0).second == nullptr;
}

} // namespace kod::actors
