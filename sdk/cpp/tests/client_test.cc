#include "recsys/client.h"

#include <thread>

#include <gtest/gtest.h>

#include "connection.h"
#include "scripted_server.h"

namespace recsys {
namespace {

using namespace std::chrono_literals;
using grpc::StatusCode;

v1::GetProductRequest Ask(const std::string& id = "85123A") {
  v1::GetProductRequest request;
  request.set_product_id(id);
  return request;
}

// The machine may be busy with other things than this test.
ClientOptions Patient() {
  ClientOptions options;
  options.timeout = 50s;
  return options;
}

google::rpc::RetryInfo RetryIn(int seconds) {
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(seconds);
  return retry;
}

TEST(Error, OfEveryDetail_ReadsThemAll) {
  google::rpc::ErrorInfo info;
  info.set_reason("PRODUCT_NOT_FOUND");
  info.set_domain("recsys");
  (*info.mutable_metadata())["product_id"] = "Ünïcode";
  google::rpc::BadRequest bad;
  auto* field = bad.add_field_violations();
  field->set_field("page_size");
  field->set_description("is 0.");
  google::rpc::RequestInfo request;
  request.set_request_id("r-1");

  const Error error(Failure(StatusCode::NOT_FOUND, "Gone.", info, bad, RetryIn(2), request));

  EXPECT_EQ(error.code(), StatusCode::NOT_FOUND);
  EXPECT_EQ(error.code_name(), "NOT_FOUND");
  EXPECT_STREQ(error.what(), "NOT_FOUND: Gone.");
  EXPECT_EQ(error.reason(), "PRODUCT_NOT_FOUND");
  EXPECT_EQ(error.domain(), "recsys");
  EXPECT_EQ(error.metadata().at("product_id"), "Ünïcode");
  ASSERT_EQ(error.invalid_fields().size(), 1u);
  EXPECT_EQ(error.invalid_fields()[0].field, "page_size");
  EXPECT_EQ(error.retry_after(), 2000ms);
  EXPECT_EQ(error.request_id(), "r-1");
}

TEST(Error, WithMangledDetails_KeepsItsStatus) {
  const Error error(grpc::Status(StatusCode::ABORTED, "Stop.", "\xff\xff\xff"));
  EXPECT_EQ(error.code(), StatusCode::ABORTED);
  EXPECT_EQ(error.reason(), "");
}

TEST(Result, WithoutAnAnswer_ThrowsWhenItIsTaken) {
  const Result<int> result = Error(StatusCode::ABORTED, "Stop.");
  EXPECT_FALSE(result);
  EXPECT_THROW(static_cast<void>(result.value()), Error);
}

TEST(Retry, SafeCallWhileUnavailable_IsRepeated) {
  ScriptedServer server;
  server.failures = {Failure(StatusCode::UNAVAILABLE, "starting"), Failure(StatusCode::UNAVAILABLE, "starting")};
  const auto answer = Client::Connect(server.address(), Patient()).GetProduct(Ask());
  ASSERT_TRUE(answer) << answer.error().what();
  EXPECT_EQ(answer->product().id(), "85123A");
  EXPECT_EQ(server.calls(), 3);
}

TEST(Retry, SafeCallStillUnavailable_FailsAfterTheLastAttempt) {
  ScriptedServer server;
  for (int i = 0; i < 5; i++) server.failures.push_back(Failure(StatusCode::UNAVAILABLE, "starting"));
  ClientOptions options = Patient();
  options.max_attempts = 2;
  const auto answer = Client::Connect(server.address(), options).GetProduct(Ask());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code(), StatusCode::UNAVAILABLE);
  EXPECT_EQ(server.calls(), 2);
}

TEST(Retry, OtherFailuresAndUnsafeCalls_AreNotRepeated) {
  ScriptedServer server;
  const auto client = Client::Connect(server.address(), Patient());
  server.failures = {Failure(StatusCode::INTERNAL, "no"), Failure(StatusCode::UNAVAILABLE, "starting")};
  EXPECT_FALSE(client.GetProduct(Ask()));
  EXPECT_FALSE(client.CreateProduct({}));
  EXPECT_EQ(server.calls(), 2);
}

TEST(Retry, ToldToWaitBeyondTheDeadline_FailsAtOnceWithWhatTheServerSaid) {
  ScriptedServer server;
  server.failures = {Failure(StatusCode::UNAVAILABLE, "starting", RetryIn(60))};
  const auto answer = Client::Connect(server.address(), Patient()).GetProduct(Ask());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().retry_after(), 60s);
  EXPECT_EQ(server.calls(), 1);
}

TEST(Retry, Waits_AreWhatTheServerAsksOrDoubleWithJitter) {
  const Error told(Failure(StatusCode::UNAVAILABLE, "starting", RetryIn(2)));
  EXPECT_EQ(WaitAfter(1, told, 5s), 2000ms);
  EXPECT_EQ(WaitAfter(1, told, 2s), std::nullopt);
  const auto wait = WaitAfter(3, Error(StatusCode::UNAVAILABLE, "starting"), 5s);
  ASSERT_TRUE(wait);
  EXPECT_GE(*wait, 200ms);
  EXPECT_LE(*wait, 400ms);
}

TEST(Retry, SafeMethods_AreThoseTheContractMarks) {
  EXPECT_TRUE(IsSafeToRepeat("/recsys.v1.ModelService/ListModels"));
  EXPECT_TRUE(IsSafeToRepeat("/recsys.v1.InteractionService/WriteInteractions"));
  EXPECT_FALSE(IsSafeToRepeat("/recsys.v1.ProductService/CreateProduct"));
  EXPECT_FALSE(IsSafeToRepeat("/recsys.v1.ProductService/ImportProducts"));
}

TEST(Client, WithAnApiKey_SendsIt) {
  ScriptedServer server;
  ClientOptions options = Patient();
  options.api_key = "k-123";
  EXPECT_TRUE(Client::Connect(server.address(), options).GetProduct(Ask()));
  EXPECT_EQ(server.key(), "Bearer k-123");
}

TEST(Client, SlowCallPastItsDeadline_FailsWithDeadlineExceeded) {
  ScriptedServer server;
  CallOptions options;
  options.timeout = 50ms;
  const auto answer = Client::Connect(server.address(), Patient()).GetProduct(Ask("slow"), options);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code(), StatusCode::DEADLINE_EXCEEDED);
}

TEST(Client, CallCancelledFromAnotherThread_FailsWithCancelled) {
  ScriptedServer server;
  CallOptions options;
  options.timeout = 1h;
  options.cancel.emplace();
  std::thread cancelling([&] {
    server.AwaitSlowCall();
    options.cancel->Cancel();
  });
  const auto answer = Client::Connect(server.address(), Patient()).GetProduct(Ask("slow"), options);
  cancelling.join();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code(), StatusCode::CANCELLED);
}

TEST(Client, ImportOfSeveralMessages_IsSentAndAnswered) {
  ScriptedServer server;
  int left = 500;
  const auto answer = Client::Connect(server.address(), Patient()).ImportProducts([&](v1::ImportProductsRequest* part) {
    part->add_products()->set_id("p");
    return left-- > 0;
  });
  ASSERT_TRUE(answer) << answer.error().what();
  EXPECT_EQ(answer->created_count(), 500);
}

TEST(Client, AddressThatIsNone_SaysSo) {
  for (const char* address : {"", "localhost:5080", "ftp://localhost", "http://", "https://:1"})
    EXPECT_THROW(Client::Connect(address), std::invalid_argument) << address;
}

TEST(Client, OptionOutOfRange_IsRefused) {
  ClientOptions attempts;
  attempts.max_attempts = 6;
  EXPECT_THROW(Client::Connect("http://localhost", attempts), std::invalid_argument);
  ClientOptions key;
  key.api_key = "two\nlines";
  EXPECT_THROW(Client::Connect("http://localhost", key), std::invalid_argument);
  ClientOptions roots;
  roots.root_certificates_file = "no-such-file";
  EXPECT_THROW(Client::Connect("https://localhost", roots), std::invalid_argument);
}

}  // namespace
}  // namespace recsys
