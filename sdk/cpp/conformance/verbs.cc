#include "verbs.h"

#include <iostream>
#include <random>
#include <vector>

#include <grpcpp/grpcpp.h>

namespace recsys::conformance {
namespace {

void Ok(Struct* answer) { (*answer->mutable_fields())["code"] = Text("OK"); }

}  // namespace

std::string Verbs::Answer(const std::string& line) {
  Struct request;
  Struct answer;
  try {
    Read(line, &request);
    Run(request, &answer);
  } catch (const Unsupported& error) {
    (*answer.mutable_fields())["unsupported"] = Text(error.what());
  } catch (const std::exception& error) {
    // Whatever it is, the next request still wants its answer.
    std::cerr << error.what() << std::endl;
    (*answer.mutable_fields())["broken"] = Text(error.what());
  }
  (*answer.mutable_fields())["id"] = Member(request, "id");
  return Write(answer);
}

void Verbs::Run(const Struct& request, Struct* answer) {
  const std::string verb = TextOf(request, "verb");
  if (verb == "call") {
    CallByName(ClientFor(request), request, answer);
  } else if (verb == "stream") {
    Stream(request, answer);
  } else if (verb == "attribute") {
    AttributeAnswer(request, answer);
  } else if (verb == "language") {
    (*answer->mutable_fields())["language"] = Text("C++17, grpc++ " + grpc::Version());
  } else {
    throw Unsupported("no verb '" + verb + "'");
  }
}

const Client& Verbs::ClientFor(const Struct& request) {
  const Struct& endpoint = Member(request, "endpoint").struct_value();
  ClientOptions options;
  options.api_key = TextOf(endpoint, "api_key");
  options.root_certificates_file = TextOf(endpoint, "ca_file");
  options.max_attempts = NumberOf(request, "max_attempts", options.max_attempts);
  const std::string address = TextOf(endpoint, "address");
  const std::string key = address + "\n" + options.api_key + "\n" + options.root_certificates_file + "\n" +
                          std::to_string(options.max_attempts);
  const auto found = clients_.find(key);
  if (found != clients_.end()) return found->second;
  return clients_.emplace(key, Client::Connect(address, options)).first->second;
}

void Verbs::Stream(const Struct& request, Struct* answer) {
  InteractionStreamOptions options;
  options.batch_size = NumberOf(request, "max_batch", options.batch_size);
  options.linger = std::chrono::milliseconds(NumberOf(request, "linger_ms", 5));
  InteractionStream stream = ClientFor(request).OpenInteractionStream(options);
  std::vector<std::future<InteractionReceipt>> receipts;
  for (const Value& one : Member(request, "interactions").list_value().values()) {
    v1::Interaction interaction;
    Read(one, &interaction);
    receipts.push_back(stream.Add(std::move(interaction)));
  }
  if (const auto outcome = stream.Close(); !outcome) return Tell(outcome.error(), answer);

  auto& fields = *answer->mutable_fields();
  int accepted = 0;
  int duplicates = 0;
  fields["rejections"] = List();
  fields["ids"] = List();
  for (auto& one : receipts) {
    const InteractionReceipt receipt = one.get();
    *fields["ids"].mutable_list_value()->add_values() = Text(receipt.interaction_id);
    // Settled: durable, but what exactly became of it was lost with a connection.
    accepted += receipt.fate == InteractionFate::kAccepted || receipt.fate == InteractionFate::kSettled;
    duplicates += receipt.fate == InteractionFate::kDuplicate;
    if (!receipt.rejection) continue;
    auto& rejection =
        *fields["rejections"].mutable_list_value()->add_values()->mutable_struct_value()->mutable_fields();
    rejection["id"] = Text(receipt.interaction_id);
    rejection["reason"] = Text(receipt.rejection->reason());
    rejection["field"] = Text(receipt.rejection->field());
  }
  fields["accepted"] = Number(accepted);
  fields["duplicates"] = Number(duplicates);
  Ok(answer);
}

void Verbs::AttributeAnswer(const Struct& request, Struct* answer) {
  const Client& client = ClientFor(request);
  v1::RecommendForUserRequest ask;
  Read(Member(request, "request"), &ask);
  v1::WriteInteractionsRequest write;
  Read(Member(request, "interaction"), write.add_interactions());
  if (write.interactions(0).id().empty())
    write.mutable_interactions(0)->set_id("attributed-" + std::to_string(std::random_device{}()) + "-" +
                                          std::to_string(std::random_device{}()));

  const auto recommended = client.RecommendForUser(ask);
  if (!recommended) return Tell(recommended.error(), answer);
  *write.mutable_interactions(0) = Attribute(write.interactions(0), *recommended);
  const auto written = client.WriteInteractions(write);
  if (!written) return Tell(written.error(), answer);

  auto& fields = *answer->mutable_fields();
  *fields["responses"].mutable_list_value()->add_values() = ToValue(*recommended);
  *fields["responses"].mutable_list_value()->add_values() = ToValue(*written);
  fields["interaction"] = ToValue(write.interactions(0));
  Ok(answer);
}

}  // namespace recsys::conformance
