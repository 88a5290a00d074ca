#pragma once

#include "tests/support/disk_image.hpp"

#include <rocksdb/file_system.h>

#include <cstring>
#include <functional>
#include <mutex>
#include <set>

namespace kod::tests {

/// A disk image that threads change, which keeps account of each change and can make it fail.
class disk_at_work {
public:
  using status = rocksdb::IOStatus;
  using changes = std::vector<disk_change>;
  /// Answers what befalls a change; `OK` lets it happen. Asked before each one, one at a time.
  using fault = std::function<status(const disk_change&)>;

  disk_at_work() = default;
  explicit disk_at_work(disk_image image) : image_{std::move(image)} {}

  /// RocksDB doubles slashes and leaves them at the end.
  static std::string tidy(const std::string& path) {
    std::string result;
    for (const char each : path)
      if (each != '/' || !result.ends_with('/'))
        result.push_back(each);
    if (result.ends_with('/'))
      result.pop_back();
    return result;
  }

  template <class Look>
  auto look(Look at) const {
    const std::lock_guard held{mutex_};
    return at(image_);
  }
  std::optional<std::size_t> find(const std::string& path) const {
    return look([&](const auto& image) { return image.file_at(tidy(path)); });
  }
  std::size_t size_of(std::size_t file) const {
    return look([&](const auto& image) { return image.contents(file).size(); });
  }
  status
  read(std::size_t file, std::uint64_t at, std::size_t most, rocksdb::Slice* result, char* into)
    const {
    return look([&](const auto& image) {
      const auto& all = image.contents(file);
      const auto count = at < all.size() ? std::min(most, all.size() - at) : 0;
      std::memcpy(into, all.data() + (count == 0 ? 0 : at), count);
      *result = {into, count};
      return status::OK();
    });
  }

  status make(disk_change wanted) {
    wanted.path = tidy(wanted.path);
    wanted.to = tidy(wanted.to);
    const std::lock_guard held{mutex_};
    auto befalls = fault_ ? fault_(wanted) : status::OK();
    return befalls.ok() ? make_within_room(std::move(wanted)) : std::move(befalls);
  }

  changes made() const {
    const std::lock_guard held{mutex_};
    return made_;
  }
  std::size_t count_made() const {
    const std::lock_guard held{mutex_};
    return made_.size();
  }
  void set_fault(fault next) {
    const std::lock_guard held{mutex_};
    fault_ = std::move(next);
  }
  void set_room(std::uint64_t bytes) {
    const std::lock_guard held{mutex_};
    room_ = bytes;
  }
  std::uint64_t room_left() const {
    const std::lock_guard held{mutex_};
    return left();
  }

  bool lock(const std::string& path) {
    const std::lock_guard held{mutex_};
    return locked_.insert(path).second;
  }
  void unlock(const std::string& path) {
    const std::lock_guard held{mutex_};
    locked_.erase(path);
  }

private:
  std::uint64_t left() const {
    const auto used = image_.bytes_used();
    return used < room_ ? room_ - used : 0;
  }

  status make_within_room(disk_change wanted) {
    const auto growth = growth_by(wanted);
    const bool fits = growth == 0 || growth <= left();
    if (!fits)
      wanted.bytes.resize(wanted.bytes.size() - (growth - left()));
    image_.apply(wanted);
    made_.push_back(std::move(wanted));
    return fits ? status::OK() : status::NoSpace("the disk is full");
  }

  std::uint64_t growth_by(const disk_change& wanted) const {
    if (wanted.what != disk_change::kind::write)
      return 0;
    const auto end = wanted.at + wanted.bytes.size();
    const auto size = image_.contents(wanted.file).size();
    return end > size ? end - size : 0;
  }

  mutable std::mutex mutex_;
  disk_image image_;
  changes made_;
  fault fault_;
  std::uint64_t room_ = ~std::uint64_t{0};
  std::set<std::string> locked_;
};

} // namespace kod::tests
