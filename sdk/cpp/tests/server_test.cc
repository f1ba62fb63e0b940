// Against the server that RECSYS_ADDRESS names, and with TLS against RECSYS_TLS_ADDRESS.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "recsys/client.h"

namespace recsys {
namespace {

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Runs an example, which lies beside the tests, and returns what it printed.
std::string RunExample(const std::string& example) {
  const std::string command = std::string(RECSYS_EXAMPLES) + "/" + example + " " + Environment("RECSYS_ADDRESS");
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string said;
  for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) said += static_cast<char>(c);
  return said;
}

class Examples : public testing::Test {
  void SetUp() override {
    if (Environment("RECSYS_ADDRESS").empty()) GTEST_SKIP() << "RECSYS_ADDRESS names no server";
  }
};

TEST_F(Examples, RecommendAndIngest_PrintsFiveTitles) {
  const std::string said = RunExample("recommend_and_ingest");
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 5) << said;
}

TEST_F(Examples, HandleErrors_TellsWhatIsWrong) {
  const std::string said = RunExample("handle_errors");
  EXPECT_NE(said.find("There is no product no-such-product."), std::string::npos) << said;
  EXPECT_NE(said.find("page_size is 9999"), std::string::npos) << said;
}

class Tls : public testing::Test {
 protected:
  void SetUp() override {
    if (Environment("RECSYS_TLS_ADDRESS").empty()) GTEST_SKIP() << "RECSYS_TLS_ADDRESS names no server";
    options.api_key = Environment("RECSYS_API_KEY");
    options.root_certificates_file = Environment("RECSYS_CA_FILE");
    options.max_attempts = 1;
  }

  Result<v1::RecommendForUserResponse> Ask() const {
    v1::RecommendForUserRequest request;
    request.set_customer_id("17850");
    return Client::Connect(Environment("RECSYS_TLS_ADDRESS"), options).RecommendForUser(request);
  }

  ClientOptions options;
};

TEST_F(Tls, WithTheRightRootAndKey_Answers) {
  const auto answer = Ask();
  EXPECT_TRUE(answer) << answer.error().what();
}

TEST_F(Tls, WithAWrongKey_IsUnauthenticated) {
  options.api_key = "wrong";
  const auto answer = Ask();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().reason(), "API_KEY_INVALID");
}

TEST_F(Tls, WithoutItsRoot_IsNotTrusted) {
  options.root_certificates_file.clear();
  const auto answer = Ask();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code(), grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace recsys
