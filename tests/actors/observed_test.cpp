#include "actors/observed.hpp"
#include "tests/support/deterministic_system.hpp"

#include <caf/send.hpp>

#include <stdexcept>

using namespace kod::actors;
using namespace std::chrono_literals;

namespace {

/// Takes its time, on the test's clock, and may fail.
struct work {
  std::chrono::milliseconds takes{0};
  bool fails = false;
};
using worker_actor = caf::typed_actor<caf::replies_to<work>::with<int>>;
struct worker_state {};
using patient_actor = caf::typed_actor<caf::reacts_to<work>>;

} // namespace

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(work)

namespace {

class Observed : public kod::tests::deterministic_system {
protected:
  ~Observed() override { caf::anon_send_exit(worker, caf::exit_reason::kill); }

  worker_actor worker = system.spawn(
    [this](observed_pointer<worker_actor, worker_state>) -> worker_actor::behavior_type {
      return {[this](const work& job) {
        scheduler.clock().current_time += job.takes;
        if (job.fails)
          throw std::runtime_error{"planted"};
        return 1;
      }};
    });
};

TEST_F(Observed, MessagesAreCountedAndTimedByCafsClock) {
  caf::anon_send(worker, work{.takes = 1ms});
  caf::anon_send(worker, work{.takes = 1ms});
  scheduler.advance_time(5s);
  EXPECT_EQ(figures_of(worker).waiting, 2);
  EXPECT_EQ(figures_of(worker).oldest, 5s);

  settle();
  EXPECT_EQ(figures_of(worker).arrived, 2);
  EXPECT_EQ(figures_of(worker).handled, 2);
  EXPECT_EQ(figures_of(worker).waiting, 0);
  EXPECT_EQ(figures_of(worker).handling_time(1), 1'048'576ns);
}

TEST_F(Observed, WhatComesWhileAnAnswerIsAwaitedBeginsAfterIt) {
  const auto patient = system.spawn(
    [this](observed_pointer<patient_actor, worker_state> its) -> patient_actor::behavior_type {
      return {[this, its](const work& job) {
        its->request(worker, caf::infinite, job).await([this](int) {
          scheduler.clock().current_time += 1s;
        });
      }};
    });
  caf::anon_send(patient, work{});
  while (figures_of(patient).handled == 0)
    scheduler.run_once();
  caf::anon_send(patient, work{});
  scheduler.advance_time(3s);
  settle();
  EXPECT_EQ(figures_of(patient).handled, 4);
  EXPECT_EQ(figures_of(patient).waited, 4s) << "for the answer, and until that was handled";
}

TEST_F(Observed, AHandlerThatThrowsIsAnsweredAndNotedAndLosesNoQueuedMessage) {
  auto first = self->request(worker, caf::infinite, work{.takes = 0ms, .fails = true});
  for (int queued = 0; queued < 3; ++queued)
    caf::anon_send(worker, work{});
  EXPECT_EQ(
    ask<int>(worker, work{.takes = 0ms, .fails = true}).error(),
    caf::make_error(engine_error::handler_failed));

  first.receive(
    [](int) { FAIL(); },
    [](const caf::error& why) { EXPECT_EQ(why, caf::make_error(engine_error::handler_failed)); });
  EXPECT_EQ(figures_of(worker).handled, 5);
  EXPECT_EQ(figures_of(worker).lost, 0);
  EXPECT_EQ(observe(worker).failures(), 2);
  EXPECT_EQ(observe(worker).last_error(), "planted");
  EXPECT_EQ(ask<int>(worker, work{}), 1);
}

TEST_F(Observed, AFailureThatNobodyWouldHearOfEndsTheActor) {
  self->monitor(worker);
  caf::anon_send(worker, work{.takes = 0ms, .fails = true});
  settle();
  EXPECT_TRUE(self->has_next_message());
  EXPECT_EQ(observe(worker).last_error(), "planted");
}

TEST_F(Observed, WhatAnExceptionSaysIsPrintedNowhere) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  caf::anon_send(worker, work{.takes = 0ms, .fails = true});
  settle();
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

} // namespace
