#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "recsys/client.h"
#include "scripted_server.h"

namespace recsys {
namespace {

using namespace std::chrono_literals;
using grpc::StatusCode;

InteractionStreamOptions Quick(int batch_size = 1'000) {
  InteractionStreamOptions options;
  options.batch_size = batch_size;
  options.linger = 1ms;
  options.first_retry_delay = 1ms;
  return options;
}

v1::Interaction Named(const std::string& id) {
  v1::Interaction interaction;
  interaction.set_id(id);
  interaction.set_customer_id("17850");
  interaction.set_product_id("85123A");
  return interaction;
}

TEST(InteractionStream, ManyInteractions_AreBatchedInOrderAndAllSettled) {
  ScriptedServer server;
  auto stream = Client::Connect(server.address()).OpenInteractionStream(Quick(10));
  std::vector<std::future<InteractionReceipt>> receipts;
  for (int i = 0; i < 35; i++) receipts.push_back(stream.Add(Named("i" + std::to_string(i))));
  ASSERT_TRUE(stream.Flush());
  EXPECT_EQ(stream.totals().accepted, 35);
  for (int i = 0; i < 35; i++) EXPECT_EQ(receipts[i].get().interaction_id, "i" + std::to_string(i));
  ASSERT_TRUE(stream.Close());
  std::int64_t number = 0;
  for (const auto& batch : server.batches()) EXPECT_EQ(batch.batch_number(), ++number);
}

TEST(InteractionStream, WithoutIdAndTime_FillsThemIn) {
  ScriptedServer server;
  auto stream = Client::Connect(server.address()).OpenInteractionStream(Quick());
  const std::string first = stream.Add(Named("")).get().interaction_id;
  const std::string second = stream.Add(Named("")).get().interaction_id;
  EXPECT_EQ(first.size(), 36u);
  EXPECT_NE(first, second);
  EXPECT_TRUE(server.batches()[0].interactions(0).has_event_time());
}

TEST(InteractionStream, BrokenConnection_IsResumedAndNothingIsLost) {
  ScriptedServer server;
  server.breaks = {2, 0};
  auto stream = Client::Connect(server.address()).OpenInteractionStream(Quick(1));
  for (int i = 0; i < 6; i++) stream.Add(Named("i" + std::to_string(i)));
  const auto closed = stream.Close();
  ASSERT_TRUE(closed) << closed.error().what();
  std::set<std::string> arrived;
  bool resumed = false;
  for (const auto& batch : server.batches()) {
    resumed |= batch.resume_token() == "token-2";
    for (const auto& one : batch.interactions()) arrived.insert(one.id());
  }
  EXPECT_TRUE(resumed);
  EXPECT_EQ(arrived, (std::set<std::string>{"i0", "i1", "i2", "i3", "i4", "i5"}));
}

TEST(InteractionStream, BeyondTheBuffer_WaitsForRoom) {
  ScriptedServer server;
  server.Hold(true);
  auto options = Quick();
  options.buffer_size = 1;
  auto stream = Client::Connect(server.address()).OpenInteractionStream(options);
  stream.Add(Named("i0"));
  std::future<void> second = std::async(std::launch::async, [&] { stream.Add(Named("i1")).get(); });
  EXPECT_EQ(second.wait_for(50ms), std::future_status::timeout);

  server.Hold(false);

  second.get();
  EXPECT_EQ(stream.totals().accepted, 2);
}

TEST(InteractionStream, ThatCannotHeal_FailsWhoeverWaitsAndLaterCalls) {
  ScriptedServer server;
  server.Stop();
  auto options = Quick();
  options.give_up_after = 0ms;
  auto stream = Client::Connect(server.address()).OpenInteractionStream(options);
  auto receipt = stream.Add(Named("i0"));
  const auto flushed = stream.Flush();
  ASSERT_FALSE(flushed);
  EXPECT_EQ(flushed.error().code(), StatusCode::UNAVAILABLE);
  EXPECT_THROW(receipt.get(), Error);
  EXPECT_THROW(stream.Add(Named("i1")).get(), Error);
  EXPECT_FALSE(stream.Close());
}

TEST(InteractionStream, ServerThatHangs_IsLeftAfterTheCloseTimeout) {
  ScriptedServer server;
  server.Hold(true);
  auto options = Quick();
  options.close_timeout = 10ms;
  auto stream = Client::Connect(server.address()).OpenInteractionStream(options);
  stream.Add(Named("i0"));
  const auto closed = stream.Close();
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().code(), StatusCode::DEADLINE_EXCEEDED);
}

TEST(InteractionStream, OptionOutOfRange_IsRefused) {
  const auto client = Client::Connect("http://127.0.0.1:1");
  EXPECT_THROW(client.OpenInteractionStream(Quick(0)), std::invalid_argument);
}

}  // namespace
}  // namespace recsys
