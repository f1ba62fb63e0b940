#include "recsys/client.h"

#include "connection.h"

namespace recsys {

Client Client::Connect(const std::string& address, ClientOptions options) {
  return Client(std::make_shared<const Connection>(address, std::move(options)));
}

Result<void> Client::Call(const std::string& method, const google::protobuf::MessageLite& request,
                          google::protobuf::MessageLite* response, const CallOptions& options) const {
  return connection_->Call(method, request, response, options);
}

AnyStream Client::Open(const std::string& method, const CallOptions& options) const {
  return AnyStream(*connection_, method, options);
}

}  // namespace recsys
