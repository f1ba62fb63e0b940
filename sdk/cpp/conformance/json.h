// JSON by google.protobuf.Struct, and failures as the conformance protocol writes them.
#ifndef RECSYS_CONFORMANCE_JSON_H_
#define RECSYS_CONFORMANCE_JSON_H_

#include <stdexcept>
#include <string>

#include <google/protobuf/struct.pb.h>

#include "recsys/error.h"

namespace recsys::conformance {

using google::protobuf::Message;
using google::protobuf::Struct;
using google::protobuf::Value;

/// A request asks for what this platform cannot do.
struct Unsupported : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads proto3 JSON; throws std::invalid_argument where it is none of the message's.
void Read(const Value& json, Message* into);
void Read(const std::string& json, Message* into);

std::string Write(const Message& message);

/// A message as a value to put into an answer.
Value ToValue(const Message& message);

Value Text(const std::string& text);
Value Number(double number);
Value List();

std::string TextOf(const Struct& object, const std::string& name);
int NumberOf(const Struct& object, const std::string& name, int otherwise);
const Value& Member(const Struct& object, const std::string& name);

/// Puts a failure into an answer.
void Tell(const Error& error, Struct* answer);

}  // namespace recsys::conformance

#endif  // RECSYS_CONFORMANCE_JSON_H_
