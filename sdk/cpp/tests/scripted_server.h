// A real gRPC server on a port of its own, answering as a test scripts it, so that failures come when wanted.
#ifndef RECSYS_TESTS_SCRIPTED_SERVER_H_
#define RECSYS_TESTS_SCRIPTED_SERVER_H_

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "recsys/v1/interaction_service.grpc.pb.h"
#include "recsys/v1/product_service.grpc.pb.h"

namespace recsys {

template <class... Details>
grpc::Status Failure(grpc::StatusCode code, const std::string& message, const Details&... details) {
  google::rpc::Status status;
  status.set_code(code);
  status.set_message(message);
  (status.add_details()->PackFrom(details), ...);
  return grpc::Status(code, message, status.SerializeAsString());
}

class ScriptedServer : private v1::ProductService::Service, private v1::InteractionService::Service {
 public:
  ScriptedServer();
  ~ScriptedServer() { Stop(); }

  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
  void Stop();

  /// How calls to come end, one each; none left: well.
  std::deque<grpc::Status> failures;
  /// How many batches each connection acknowledges before it breaks; none left: all.
  std::deque<int> breaks;

  int calls() const;
  std::string key() const;
  std::vector<v1::IngestInteractionsRequest> batches() const;
  /// Holds acknowledgements back, until it is called with false.
  void Hold(bool hold);
  void AwaitSlowCall();

 private:
  grpc::Status GetProduct(grpc::ServerContext*, const v1::GetProductRequest*, v1::GetProductResponse*) override;
  grpc::Status CreateProduct(grpc::ServerContext*, const v1::CreateProductRequest*,
                             v1::CreateProductResponse*) override;
  grpc::Status ImportProducts(grpc::ServerContext*, grpc::ServerReader<v1::ImportProductsRequest>*,
                              v1::ImportProductsResponse*) override;
  grpc::Status IngestInteractions(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::IngestInteractionsResponse, v1::IngestInteractionsRequest>*) override;
  grpc::Status Enter(grpc::ServerContext* context);

  mutable std::mutex gate_;
  std::condition_variable changed_;
  int calls_ = 0;
  bool held_ = false;
  bool slow_ = false;
  bool stopping_ = false;
  std::string key_;
  std::vector<v1::IngestInteractionsRequest> batches_;
  std::int64_t durable_ = 0;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace recsys

#endif  // RECSYS_TESTS_SCRIPTED_SERVER_H_
