// Calls that stream.
#ifndef RECSYS_STREAM_H_
#define RECSYS_STREAM_H_

#include <memory>
#include <string>

#include <google/protobuf/message_lite.h>

#include "recsys/options.h"
#include "recsys/result.h"

namespace recsys {

class Connection;

/// A stream of messages of any type, both ways. One thread may write while another reads.
class AnyStream {
 public:
  AnyStream(const Connection& connection, std::string method, const CallOptions& options);
  AnyStream(AnyStream&&) noexcept;
  AnyStream& operator=(AnyStream&&) = delete;
  /// Cancels the call, unless it has ended.
  ~AnyStream();

  /// Sends a message; waits while the server does not keep up. False: the call is over, Finish tells why.
  bool Write(const google::protobuf::MessageLite& message);

  /// Says that nothing more is to be sent.
  void WritesDone();

  /// Waits for the next message. False: the call is over, Finish tells why.
  bool Read(google::protobuf::MessageLite* message);

  /// Ends the call: how it ended. Read until there is nothing more before.
  Result<void> Finish();

  /// Cancels the call; from any thread.
  void Cancel();

 private:
  struct Call;
  std::unique_ptr<Call> call_;
};

/// A stream of answers.
template <class Response>
class Reader {
 public:
  explicit Reader(AnyStream stream) : stream_(std::move(stream)) {}

  /// Waits for the next answer. False: the call is over, Finish tells why.
  bool Read(Response* answer) { return stream_.Read(answer); }

  /// How the call ended, once Read has said that it is over.
  Result<void> Finish() { return stream_.Finish(); }

  /// Cancels the call; from any thread.
  void Cancel() { stream_.Cancel(); }

 private:
  AnyStream stream_;
};

}  // namespace recsys

#endif  // RECSYS_STREAM_H_
