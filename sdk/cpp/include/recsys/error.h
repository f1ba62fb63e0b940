// What a failed call says.
#ifndef RECSYS_ERROR_H_
#define RECSYS_ERROR_H_

#include <chrono>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <grpcpp/support/status.h>

namespace recsys {

/// One field of a request that the server found wrong.
struct InvalidField {
  /// Its path, for example `context.country` or `interactions[3].product_id`.
  std::string field;
  /// What is wrong and how to put it right.
  std::string description;
};

/// A call that failed: the gRPC status, and what the server says of it in a form that programs can read.
class Error : public std::runtime_error {
 public:
  explicit Error(const grpc::Status& status);
  Error(grpc::StatusCode code, const std::string& message);

  /// The gRPC status code.
  grpc::StatusCode code() const { return code_; }

  /// Its name, for example `NOT_FOUND`.
  std::string code_name() const;

  /// What went wrong and how to put it right, for people; what() begins with the code as well.
  const std::string& message() const { return message_; }

  /// Why, in upper snake case, for example `PRODUCT_NOT_FOUND`; empty when it was not the server's own code that failed
  /// the call, for example when there is no connection.
  const std::string& reason() const { return reason_; }

  /// Whose reason it is: `recsys`; empty where there is no reason.
  const std::string& domain() const { return domain_; }

  /// What the reason is about, for example `product_id` and the id that was not found.
  const std::map<std::string, std::string>& metadata() const { return metadata_; }

  /// All fields the server found wrong; empty unless the code is INVALID_ARGUMENT.
  const std::vector<InvalidField>& invalid_fields() const { return invalid_fields_; }

  /// How long to wait before trying again, where the server says so.
  std::optional<std::chrono::milliseconds> retry_after() const { return retry_after_; }

  /// What the server's log has the failure under; empty unless the failure was the server's own (INTERNAL).
  const std::string& request_id() const { return request_id_; }

 private:
  void Read(const std::string& details);

  grpc::StatusCode code_;
  std::string message_;
  std::string reason_;
  std::string domain_;
  std::map<std::string, std::string> metadata_;
  std::vector<InvalidField> invalid_fields_;
  std::optional<std::chrono::milliseconds> retry_after_;
  std::string request_id_;
};

}  // namespace recsys

#endif  // RECSYS_ERROR_H_
