#pragma once

#include "model/ids.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace kod::model {

/// The languages that can be asked for and spoken.
class language_list {
public:
  /// Takes the text of data/languages.tsv. Throws std::invalid_argument, naming the line.
  explicit language_list(std::string_view table);

  /// A BCP 47 tag's language, whatever its case; a region or script is dropped: `es-MX` is `es`.
  std::optional<language> find(std::string_view tag) const;

  /// Tags with their English names, in order.
  const std::map<std::string, std::string>& all() const { return names_; }
  /// The same with the names that their speakers call them by.
  const std::map<std::string, std::string>& native() const { return native_; }

private:
  std::map<std::string, std::string> names_;
  std::map<std::string, std::string> native_;
};

} // namespace kod::model
