#pragma once

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>

// How long the tests of faults go on, and what they say of what they did.

namespace kod::tests {

/// Goes on with other seeds for as many seconds as `KOD_SECONDS` says; else there is one, and a
/// long one counts more of its cases.
class fault_campaign {
public:
  bool is_long() const { return seconds_ > 0; }
  std::uint64_t seed() const { return seed_; }
  /// Whether there is another course to be run.
  bool next() {
    ++seed_;
    return rounds_++ == 0
           || std::chrono::steady_clock::now() - began_ < std::chrono::seconds{seconds_};
  }

private:
  static std::uint64_t number_in(const char* name, std::uint64_t otherwise) {
    const auto* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
  }

  std::uint64_t seconds_ = number_in("KOD_SECONDS", 0);
  std::uint64_t seed_ = number_in("KOD_FIRST_SEED", 1) - 1;
  std::uint64_t rounds_ = 0;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

/// Counts one kind of fault; at its end a line of JSON goes to the file that `KOD_FIGURES` names.
class fault_count {
public:
  explicit fault_count(std::string kind) : kind_{std::move(kind)} {}
  ~fault_count() {
    if (const auto* path = std::getenv("KOD_FIGURES"))
      std::ofstream{path, std::ios::app} << "{\"" << kind_ << "\": " << faults_
                                         << ", \"violations\": " << violations_ << "}\n";
  }
  fault_count(const fault_count&) = delete;
  fault_count& operator=(const fault_count&) = delete;

  void fault() { ++faults_; }
  void violation() { ++violations_; }
  std::uint64_t faults() const { return faults_; }

private:
  std::string kind_;
  std::uint64_t faults_ = 0;
  std::uint64_t violations_ = 0;
};

} // namespace kod::tests
