#include <memory>
#include <thread>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "grpc/health/v1/health.pb.h"
#include "verbs.h"

namespace recsys::conformance {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::MessageFactory;
using google::protobuf::MethodDescriptor;
using MessagePointer = std::unique_ptr<Message>;

MessagePointer New(const Descriptor* type) {
  return MessagePointer(MessageFactory::generated_factory()->GetPrototype(type)->New());
}

struct NamedCall {
  const Client& client;
  const MethodDescriptor* method;
  std::string path;
  std::vector<MessagePointer> requests;
  CallOptions options;
  std::string cancel;
  Value responses = List();

  void Take(const Message& response) { *responses.mutable_list_value()->add_values() = ToValue(response); }
};

Result<void> Unary(NamedCall& call) {
  const MessagePointer response = New(call.method->output_type());
  Result<void> outcome;
  std::thread calling(
      [&] { outcome = call.client.Call(call.path, *call.requests.at(0), response.get(), call.options); });
  if (call.cancel == "at_once") call.options.cancel->Cancel();
  calling.join();
  if (outcome.ok()) call.Take(*response);
  return outcome;
}

Result<void> Streaming(NamedCall& call) {
  AnyStream stream = call.client.Open(call.path, call.options);
  if (call.cancel == "at_once") stream.Cancel();
  // Answers may come before everything is sent: who does not read them stops the server from reading on.
  std::thread writing([&] {
    for (const auto& request : call.requests)
      if (!stream.Write(*request)) return;
    stream.WritesDone();
  });
  const MessagePointer response = New(call.method->output_type());
  while (stream.Read(response.get())) {
    call.Take(*response);
    if (call.cancel == "after_first_response") stream.Cancel();
  }
  writing.join();
  return stream.Finish();
}

}  // namespace

void CallByName(const Client& client, const Struct& request, Struct* answer) {
  // Naming a message of it brings the health service's descriptor into the program.
  grpc::health::v1::HealthCheckRequest::descriptor();
  const std::string name = TextOf(request, "method");
  std::string full = name;
  if (const auto slash = full.find('/'); slash != std::string::npos) full[slash] = '.';
  const auto* method = DescriptorPool::generated_pool()->FindMethodByName(full);
  if (method == nullptr) throw Unsupported("no generated method '" + name + "'");

  NamedCall call{client, method, "/" + name, {}, {}, TextOf(request, "cancel")};
  for (const Value& one : Member(request, "requests").list_value().values()) {
    call.requests.push_back(New(method->input_type()));
    Read(one, call.requests.back().get());
  }
  if (const int timeout = NumberOf(request, "timeout_ms", 0); timeout > 0)
    call.options.timeout = std::chrono::milliseconds(timeout);
  call.options.cancel.emplace();

  const bool streams = method->client_streaming() || method->server_streaming();
  const Result<void> outcome = streams ? Streaming(call) : Unary(call);
  if (outcome.ok())
    (*answer->mutable_fields())["code"] = Text("OK");
  else
    Tell(outcome.error(), answer);
  (*answer->mutable_fields())["responses"] = call.responses;
}

}  // namespace recsys::conformance
