#include "recsys/stream.h"

#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/sync_stream.h>

#include "connection.h"

namespace recsys {

using google::protobuf::MessageLite;
using AnyReaderWriter = grpc::ClientReaderWriter<MessageLite, MessageLite>;

struct AnyStream::Call {
  explicit Call(std::string name, const CallOptions& options)
      : method(std::move(name)), scope(options.cancel, &context) {}

  // The order matters: the scope lets go of the context before that ends, and the stream ends before its context.
  std::string method;
  grpc::ClientContext context;
  CancelScope scope;
  std::unique_ptr<AnyReaderWriter> stream;
  bool finished = false;
};

AnyStream::AnyStream(const Connection& connection, std::string method, const CallOptions& options)
    : call_(std::make_unique<Call>(std::move(method), options)) {
  if (options.timeout) call_->context.set_deadline(Connection::Clock::now() + *options.timeout);
  connection.Prepare(&call_->context);
  // On the wire every kind of call is the same; what a method does not stream is one message.
  const grpc::internal::RpcMethod rpc(call_->method.c_str(), grpc::internal::RpcMethod::BIDI_STREAMING);
  call_->stream.reset(grpc::internal::ClientReaderWriterFactory<MessageLite, MessageLite>::Create(
      connection.channel(), rpc, &call_->context));
}

AnyStream::AnyStream(AnyStream&&) noexcept = default;

AnyStream::~AnyStream() {
  if (!call_ || call_->finished) return;
  Cancel();
  // gRPC wants every call finished; a cancelled one is at once.
  call_->stream->Finish();
}

bool AnyStream::Write(const MessageLite& message) { return call_->stream->Write(message); }

void AnyStream::WritesDone() { call_->stream->WritesDone(); }

bool AnyStream::Read(MessageLite* message) { return call_->stream->Read(message); }

Result<void> AnyStream::Finish() {
  const grpc::Status status = call_->stream->Finish();
  call_->finished = true;
  if (status.ok()) return {};
  return Error(status);
}

void AnyStream::Cancel() { call_->context.TryCancel(); }

}  // namespace recsys
