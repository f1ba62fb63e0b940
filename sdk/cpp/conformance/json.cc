#include "json.h"

#include <google/protobuf/util/json_util.h>

namespace recsys::conformance {

void Read(const std::string& json, Message* into) {
  const auto status = google::protobuf::util::JsonStringToMessage(json, into);
  if (!status.ok()) throw std::invalid_argument(status.ToString());
}

void Read(const Value& json, Message* into) { Read(Write(json), into); }

std::string Write(const Message& message) {
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json);
  if (!status.ok()) throw std::runtime_error(status.ToString());
  return json;
}

Value ToValue(const Message& message) {
  Value value;
  Read(Write(message), &value);
  return value;
}

Value Text(const std::string& text) {
  Value value;
  value.set_string_value(text);
  return value;
}

Value Number(double number) {
  Value value;
  value.set_number_value(number);
  return value;
}

Value List() {
  Value value;
  value.mutable_list_value();
  return value;
}

const Value& Member(const Struct& object, const std::string& name) {
  const auto found = object.fields().find(name);
  return found == object.fields().end() ? Value::default_instance() : found->second;
}

std::string TextOf(const Struct& object, const std::string& name) { return Member(object, name).string_value(); }

int NumberOf(const Struct& object, const std::string& name, int otherwise) {
  const Value& value = Member(object, name);
  return value.has_number_value() ? static_cast<int>(value.number_value()) : otherwise;
}

void Tell(const Error& error, Struct* answer) {
  auto& fields = *answer->mutable_fields();
  fields["code"] = Text(error.code_name());
  fields["message"] = Text(error.message());
  fields["reason"] = Text(error.reason());
  fields["domain"] = Text(error.domain());
  auto* metadata = fields["metadata"].mutable_struct_value()->mutable_fields();
  for (const auto& [name, value] : error.metadata()) (*metadata)[name] = Text(value);
  auto* list = fields["fields"].mutable_list_value();
  for (const auto& one : error.invalid_fields()) {
    auto& field = *list->add_values()->mutable_struct_value()->mutable_fields();
    field["field"] = Text(one.field);
    field["description"] = Text(one.description);
  }
  fields["retry_delay_ms"] = Number(error.retry_after() ? static_cast<double>(error.retry_after()->count()) : 0);
  fields["request_id"] = Text(error.request_id());
}

}  // namespace recsys::conformance
