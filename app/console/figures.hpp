#pragma once

#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

// The engine's figures as words and columns. What it doesn't say, or says as null, is `-`.

namespace kod::app::console {

/// By a JSON pointer; none where there is no such thing.
const boost::json::value* member(const boost::json::value&, std::string_view pointer);

std::string text(const boost::json::value*);
std::string shown(const boost::json::value*);
std::string seconds(const boost::json::value*);
std::string percent(const boost::json::value*);
std::string bytes(const boost::json::value*);
bool is_true(const boost::json::value*);
bool is_positive(const boost::json::value*);

/// The names by which actors can be sorted, in the order of their columns.
const std::vector<std::string>& sort_names();

/// The columns' names, the one that is sorted by in brackets.
std::string heading(std::string_view first, std::string_view second, std::string_view sorted_by);
/// An actor's or a kind's figures in these columns.
std::string
row(const boost::json::value& figures, const std::string& first, const std::string& second);
/// One actor's, a line each.
std::vector<std::string> figures_in_words(const boost::json::value& actor);

} // namespace kod::app::console
