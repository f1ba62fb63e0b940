#include "scripted_server.h"

namespace recsys {

using Lock = std::unique_lock<std::mutex>;

ScriptedServer::ScriptedServer() {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
  builder.RegisterService(static_cast<v1::ProductService::Service*>(this));
  builder.RegisterService(static_cast<v1::InteractionService::Service*>(this));
  server_ = builder.BuildAndStart();
}

void ScriptedServer::Stop() {
  {
    Lock lock(gate_);
    stopping_ = true;
    changed_.notify_all();
  }
  server_->Shutdown(std::chrono::system_clock::now());
  server_->Wait();
}

int ScriptedServer::calls() const {
  Lock lock(gate_);
  return calls_;
}

std::string ScriptedServer::key() const {
  Lock lock(gate_);
  return key_;
}

std::vector<v1::IngestInteractionsRequest> ScriptedServer::batches() const {
  Lock lock(gate_);
  return batches_;
}

void ScriptedServer::Hold(bool hold) {
  Lock lock(gate_);
  held_ = hold;
  changed_.notify_all();
}

void ScriptedServer::AwaitSlowCall() {
  Lock lock(gate_);
  changed_.wait(lock, [&] { return slow_; });
}

grpc::Status ScriptedServer::Enter(grpc::ServerContext* context) {
  Lock lock(gate_);
  calls_++;
  const auto key = context->client_metadata().find("authorization");
  if (key != context->client_metadata().end()) key_ = std::string(key->second.data(), key->second.size());
  if (failures.empty()) return grpc::Status::OK;
  grpc::Status failure = failures.front();
  failures.pop_front();
  return failure;
}

grpc::Status ScriptedServer::GetProduct(grpc::ServerContext* context, const v1::GetProductRequest* request,
                                        v1::GetProductResponse* response) {
  if (request->product_id() == "slow") {
    Lock lock(gate_);
    slow_ = true;
    changed_.notify_all();
    // Polls, since a synchronous server is not told of a cancellation.
    while (!context->IsCancelled() && !stopping_) changed_.wait_for(lock, std::chrono::milliseconds(5));
    return grpc::Status::CANCELLED;
  }
  response->mutable_product()->set_id(request->product_id());
  return Enter(context);
}

grpc::Status ScriptedServer::CreateProduct(grpc::ServerContext* context, const v1::CreateProductRequest*,
                                           v1::CreateProductResponse*) {
  return Enter(context);
}

grpc::Status ScriptedServer::ImportProducts(grpc::ServerContext* context,
                                            grpc::ServerReader<v1::ImportProductsRequest>* parts,
                                            v1::ImportProductsResponse* response) {
  if (grpc::Status failure = Enter(context); !failure.ok()) return failure;
  v1::ImportProductsRequest part;
  while (parts->Read(&part)) response->set_created_count(response->created_count() + part.products_size());
  return grpc::Status::OK;
}

grpc::Status ScriptedServer::IngestInteractions(
    grpc::ServerContext*,
    grpc::ServerReaderWriter<v1::IngestInteractionsResponse, v1::IngestInteractionsRequest>* stream) {
  int limit = -1;
  {
    Lock lock(gate_);
    if (!breaks.empty()) {
      limit = breaks.front();
      breaks.pop_front();
    }
  }
  v1::IngestInteractionsRequest batch;
  for (int taken = 0; stream->Read(&batch);) {
    v1::IngestInteractionsResponse answer;
    {
      Lock lock(gate_);
      batches_.push_back(batch);
      if (taken == limit) return Failure(grpc::StatusCode::UNAVAILABLE, "broken");
      if (batch.resume_token().empty()) {
        taken++;
        durable_ = batch.batch_number();
      }
      changed_.wait(lock, [&] { return !held_ || stopping_; });
      answer.set_batch_number(durable_);
      answer.set_accepted_count(batch.interactions_size());
      answer.set_journal_position(100 + durable_);
      answer.set_resume_token("token-" + std::to_string(durable_));
    }
    stream->Write(answer);
  }
  return grpc::Status::OK;
}

}  // namespace recsys
