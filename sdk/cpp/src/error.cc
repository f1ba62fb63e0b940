#include "recsys/error.h"

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace recsys {
namespace {

const char* const kNames[] = {
    "OK",           "CANCELLED",      "UNKNOWN",           "INVALID_ARGUMENT",    "DEADLINE_EXCEEDED", "NOT_FOUND",
    "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED",      "OUT_OF_RANGE",
    "UNIMPLEMENTED", "INTERNAL",      "UNAVAILABLE",       "DATA_LOSS",           "UNAUTHENTICATED",
};

std::string NameOf(grpc::StatusCode code) {
  const auto number = static_cast<std::size_t>(code);
  return number < std::size(kNames) ? kNames[number] : "UNKNOWN";
}

std::string Describe(grpc::StatusCode code, const std::string& message) {
  return message.empty() ? NameOf(code) : NameOf(code) + ": " + message;
}

}  // namespace

Error::Error(const grpc::Status& status) : Error(status.error_code(), status.error_message()) {
  Read(status.error_details());
}

Error::Error(grpc::StatusCode code, const std::string& message)
    : std::runtime_error(Describe(code, message)), code_(code), message_(message) {}

std::string Error::code_name() const { return NameOf(code_); }

void Error::Read(const std::string& details) {
  google::rpc::Status status;
  // Details that something between here and the server mangled leave the status as it is.
  if (details.empty() || !status.ParseFromString(details)) return;
  for (const auto& any : status.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad;
    google::rpc::RetryInfo retry;
    google::rpc::RequestInfo request;
    if (any.UnpackTo(&info)) {
      reason_ = info.reason();
      domain_ = info.domain();
      metadata_ = {info.metadata().begin(), info.metadata().end()};
    } else if (any.UnpackTo(&bad)) {
      for (const auto& field : bad.field_violations()) invalid_fields_.push_back({field.field(), field.description()});
    } else if (any.UnpackTo(&retry)) {
      const auto& delay = retry.retry_delay();
      retry_after_ = std::chrono::milliseconds(delay.seconds() * 1000 + delay.nanos() / 1'000'000);
    } else if (any.UnpackTo(&request)) {
      request_id_ = request.request_id();
    }
  }
}

}  // namespace recsys
