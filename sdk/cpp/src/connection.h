// The channel, and what every call has in common.
#ifndef RECSYS_SRC_CONNECTION_H_
#define RECSYS_SRC_CONNECTION_H_

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include <google/protobuf/message_lite.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include "recsys/options.h"
#include "recsys/result.h"

namespace recsys {

/// The calls under way that a token cancels.
struct CancelToken::State {
  std::mutex gate;
  std::condition_variable changed;
  bool cancelled = false;
  std::set<grpc::ClientContext*> calls;
};

/// Makes a token know a call for as long as it is under way.
class CancelScope {
 public:
  CancelScope(const std::optional<CancelToken>& token, grpc::ClientContext* call);
  ~CancelScope();
  CancelScope(const CancelScope&) = delete;
  CancelScope& operator=(const CancelScope&) = delete;

 private:
  std::optional<CancelToken> token_;
  grpc::ClientContext* call_;
};

class Connection {
 public:
  using Clock = std::chrono::system_clock;

  Connection(const std::string& address, ClientOptions options);

  /// Calls a unary method, `/package.Service/Method`, and repeats it by the rules.
  Result<void> Call(const std::string& method, const google::protobuf::MessageLite& request,
                    google::protobuf::MessageLite* response, const CallOptions& options) const;

  /// Gives a call the key.
  void Prepare(grpc::ClientContext* call) const;

  grpc::Channel* channel() const { return channel_.get(); }

 private:
  ClientOptions options_;
  std::shared_ptr<grpc::Channel> channel_;
};

/// Whether the contract marks a method as safe to repeat.
bool IsSafeToRepeat(const std::string& method);

/// How long to wait before the next try; nothing where there is no sense in one.
std::optional<std::chrono::milliseconds> WaitAfter(int tries, const Error& error, std::chrono::milliseconds left);

/// A wait that doubles, with jitter: clients that lost the same server must not all come back at the same moment.
std::chrono::milliseconds Jittered(std::chrono::milliseconds first, std::chrono::milliseconds most, int tries);

}  // namespace recsys

#endif  // RECSYS_SRC_CONNECTION_H_
