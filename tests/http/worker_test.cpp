#include "http/worker.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <vector>

namespace {

using kod::http::worker;

TEST(Worker, RunsOneTaskAfterTheOtherOnAThreadOfItsOwn) {
  worker aside;
  std::vector<int> order;
  std::promise<std::thread::id> done;
  aside.run([&] { order.push_back(1); });
  aside.run([&] { order.push_back(2); });
  aside.run([&] { done.set_value(std::this_thread::get_id()); });
  EXPECT_NE(done.get_future().get(), std::this_thread::get_id());
  EXPECT_EQ(order, (std::vector{1, 2}));
}

TEST(Worker, ATaskMayAskForAnother) {
  worker aside;
  std::promise<void> done;
  aside.run([&] { aside.run([&] { done.set_value(); }); });
  done.get_future().get();
}

} // namespace
