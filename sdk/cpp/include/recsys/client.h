// A connection to a recommendation server.
#ifndef RECSYS_CLIENT_H_
#define RECSYS_CLIENT_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "recsys/attribution.h"
#include "recsys/interaction_stream.h"
#include "recsys/options.h"
#include "recsys/result.h"
#include "recsys/stream.h"
#include "recsys/v1/customer_service.pb.h"
#include "recsys/v1/interaction_service.pb.h"
#include "recsys/v1/model_service.pb.h"
#include "recsys/v1/operations_service.pb.h"
#include "recsys/v1/product_service.pb.h"
#include "recsys/v1/recommendation_service.pb.h"

namespace recsys {

/// A connection to a recommendation server. Make one for each server and keep it: it is safe for any number of threads,
/// opens its connection with the first call and reconnects by itself. Copies share the connection.
///
/// Every unary call has a deadline. Calls that the contract marks as safe to repeat are repeated while the server is
/// unavailable. The contract says of every field of a request what it means.
class Client {
 public:
  /// A client for `http://host:port`, or `https://host:port` for a server with TLS. Nothing is sent until the first
  /// call. Throws std::invalid_argument where the address is neither, or an option is out of range.
  static Client Connect(const std::string& address, ClientOptions options = {});

  /// Opens a stream that batches interactions, sends them again after a broken connection and tells when they are
  /// durable. Throws std::invalid_argument where an option is out of range.
  InteractionStream OpenInteractionStream(InteractionStreamOptions options = {}) const {
    return InteractionStream(connection_, std::move(options));
  }

  // Recommendations.

  /// Products for a customer or visitor, best first.
  Result<v1::RecommendForUserResponse> RecommendForUser(const v1::RecommendForUserRequest& request,
                                                        const CallOptions& options = {}) const {
    return Call<v1::RecommendForUserResponse>("/recsys.v1.RecommendationService/RecommendForUser", request, options);
  }

  /// Products similar to one, best first.
  Result<v1::SimilarProductsResponse> SimilarProducts(const v1::SimilarProductsRequest& request,
                                                      const CallOptions& options = {}) const {
    return Call<v1::SimilarProductsResponse>("/recsys.v1.RecommendationService/SimilarProducts", request, options);
  }

  // Interactions. OpenInteractionStream sends many.

  /// Writes one batch; repeating it is safe.
  Result<v1::WriteInteractionsResponse> WriteInteractions(const v1::WriteInteractionsRequest& request,
                                                          const CallOptions& options = {}) const {
    return Call<v1::WriteInteractionsResponse>("/recsys.v1.InteractionService/WriteInteractions", request, options);
  }

  // The catalogue.

  /// Adds a product.
  Result<v1::CreateProductResponse> CreateProduct(const v1::CreateProductRequest& request,
                                                  const CallOptions& options = {}) const {
    return Call<v1::CreateProductResponse>("/recsys.v1.ProductService/CreateProduct", request, options);
  }

  /// One product.
  Result<v1::GetProductResponse> GetProduct(const v1::GetProductRequest& request,
                                            const CallOptions& options = {}) const {
    return Call<v1::GetProductResponse>("/recsys.v1.ProductService/GetProduct", request, options);
  }

  /// What the server counts of a product.
  Result<v1::GetProductFeaturesResponse> GetProductFeatures(const v1::GetProductFeaturesRequest& request,
                                                            const CallOptions& options = {}) const {
    return Call<v1::GetProductFeaturesResponse>("/recsys.v1.ProductService/GetProductFeatures", request, options);
  }

  /// Several products at once.
  Result<v1::BatchGetProductsResponse> BatchGetProducts(const v1::BatchGetProductsRequest& request,
                                                        const CallOptions& options = {}) const {
    return Call<v1::BatchGetProductsResponse>("/recsys.v1.ProductService/BatchGetProducts", request, options);
  }

  /// The catalogue, page by page.
  Result<v1::ListProductsResponse> ListProducts(const v1::ListProductsRequest& request,
                                                const CallOptions& options = {}) const {
    return Call<v1::ListProductsResponse>("/recsys.v1.ProductService/ListProducts", request, options);
  }

  /// Changes a product, or the fields of a mask.
  Result<v1::UpdateProductResponse> UpdateProduct(const v1::UpdateProductRequest& request,
                                                  const CallOptions& options = {}) const {
    return Call<v1::UpdateProductResponse>("/recsys.v1.ProductService/UpdateProduct", request, options);
  }

  /// Removes a product.
  Result<v1::DeleteProductResponse> DeleteProduct(const v1::DeleteProductRequest& request,
                                                  const CallOptions& options = {}) const {
    return Call<v1::DeleteProductResponse>("/recsys.v1.ProductService/DeleteProduct", request, options);
  }

  /// Adds or replaces a whole catalogue. `next` fills the next message in and returns false when there is no more.
  Result<v1::ImportProductsResponse> ImportProducts(const std::function<bool(v1::ImportProductsRequest*)>& next,
                                                   const CallOptions& options = {}) const {
    return Import<v1::ImportProductsResponse, v1::ImportProductsRequest>(
        "/recsys.v1.ProductService/ImportProducts", next, options);
  }

  // Customers.

  /// Adds a customer.
  Result<v1::CreateCustomerResponse> CreateCustomer(const v1::CreateCustomerRequest& request,
                                                    const CallOptions& options = {}) const {
    return Call<v1::CreateCustomerResponse>("/recsys.v1.CustomerService/CreateCustomer", request, options);
  }

  /// One customer.
  Result<v1::GetCustomerResponse> GetCustomer(const v1::GetCustomerRequest& request,
                                              const CallOptions& options = {}) const {
    return Call<v1::GetCustomerResponse>("/recsys.v1.CustomerService/GetCustomer", request, options);
  }

  /// What the server remembers of a customer.
  Result<v1::GetCustomerFeaturesResponse> GetCustomerFeatures(const v1::GetCustomerFeaturesRequest& request,
                                                              const CallOptions& options = {}) const {
    return Call<v1::GetCustomerFeaturesResponse>("/recsys.v1.CustomerService/GetCustomerFeatures", request, options);
  }

  /// Several customers at once.
  Result<v1::BatchGetCustomersResponse> BatchGetCustomers(const v1::BatchGetCustomersRequest& request,
                                                          const CallOptions& options = {}) const {
    return Call<v1::BatchGetCustomersResponse>("/recsys.v1.CustomerService/BatchGetCustomers", request, options);
  }

  /// All customers, page by page.
  Result<v1::ListCustomersResponse> ListCustomers(const v1::ListCustomersRequest& request,
                                                  const CallOptions& options = {}) const {
    return Call<v1::ListCustomersResponse>("/recsys.v1.CustomerService/ListCustomers", request, options);
  }

  /// Changes a customer, or the fields of a mask.
  Result<v1::UpdateCustomerResponse> UpdateCustomer(const v1::UpdateCustomerRequest& request,
                                                    const CallOptions& options = {}) const {
    return Call<v1::UpdateCustomerResponse>("/recsys.v1.CustomerService/UpdateCustomer", request, options);
  }

  /// Erases a customer.
  Result<v1::DeleteCustomerResponse> DeleteCustomer(const v1::DeleteCustomerRequest& request,
                                                    const CallOptions& options = {}) const {
    return Call<v1::DeleteCustomerResponse>("/recsys.v1.CustomerService/DeleteCustomer", request, options);
  }

  /// Adds or replaces many customers. `next` fills the next message in and returns false when there is no more.
  Result<v1::ImportCustomersResponse> ImportCustomers(const std::function<bool(v1::ImportCustomersRequest*)>& next,
                                                     const CallOptions& options = {}) const {
    return Import<v1::ImportCustomersResponse, v1::ImportCustomersRequest>(
        "/recsys.v1.CustomerService/ImportCustomers", next, options);
  }

  // Model versions and training.

  /// The model versions, newest first.
  Result<v1::ListModelsResponse> ListModels(const v1::ListModelsRequest& request,
                                            const CallOptions& options = {}) const {
    return Call<v1::ListModelsResponse>("/recsys.v1.ModelService/ListModels", request, options);
  }

  /// One model version.
  Result<v1::GetModelResponse> GetModel(const v1::GetModelRequest& request,
                                        const CallOptions& options = {}) const {
    return Call<v1::GetModelResponse>("/recsys.v1.ModelService/GetModel", request, options);
  }

  /// Makes a version live.
  Result<v1::ActivateModelResponse> ActivateModel(const v1::ActivateModelRequest& request,
                                                  const CallOptions& options = {}) const {
    return Call<v1::ActivateModelResponse>("/recsys.v1.ModelService/ActivateModel", request, options);
  }

  /// Makes the version live that was before.
  Result<v1::RollBackModelResponse> RollBackModel(const v1::RollBackModelRequest& request,
                                                  const CallOptions& options = {}) const {
    return Call<v1::RollBackModelResponse>("/recsys.v1.ModelService/RollBackModel", request, options);
  }

  /// Starts a training.
  Result<v1::StartTrainingResponse> StartTraining(const v1::StartTrainingRequest& request,
                                                  const CallOptions& options = {}) const {
    return Call<v1::StartTrainingResponse>("/recsys.v1.ModelService/StartTraining", request, options);
  }

  /// Follows a training. Read until it says that the call is over, or cancel it.
  Reader<v1::WatchTrainingResponse> WatchTraining(const v1::WatchTrainingRequest& request,
                                                  const CallOptions& options = {}) const {
    return Watch<v1::WatchTrainingResponse>("/recsys.v1.ModelService/WatchTraining", request, options);
  }

  /// The trainings that the server knows, newest first.
  Result<v1::ListTrainingRunsResponse> ListTrainingRuns(const v1::ListTrainingRunsRequest& request,
                                                        const CallOptions& options = {}) const {
    return Call<v1::ListTrainingRunsResponse>("/recsys.v1.ModelService/ListTrainingRuns", request, options);
  }

  /// Cancels a training.
  Result<v1::CancelTrainingResponse> CancelTraining(const v1::CancelTrainingRequest& request,
                                                    const CallOptions& options = {}) const {
    return Call<v1::CancelTrainingResponse>("/recsys.v1.ModelService/CancelTraining", request, options);
  }

  // How the server does.

  /// Load, store and freshness now.
  Result<v1::GetServerStatusResponse> GetServerStatus(const v1::GetServerStatusRequest& request,
                                                      const CallOptions& options = {}) const {
    return Call<v1::GetServerStatusResponse>("/recsys.v1.OperationsService/GetServerStatus", request, options);
  }

  /// Customers with held-out interactions.
  Result<v1::ListHeldOutCustomersResponse> ListHeldOutCustomers(const v1::ListHeldOutCustomersRequest& request,
                                                                const CallOptions& options = {}) const {
    return Call<v1::ListHeldOutCustomersResponse>(
        "/recsys.v1.OperationsService/ListHeldOutCustomers", request, options);
  }

  /// What was held out of one customer.
  Result<v1::GetHeldOutInteractionsResponse> GetHeldOutInteractions(const v1::GetHeldOutInteractionsRequest& request,
                                                                    const CallOptions& options = {}) const {
    return Call<v1::GetHeldOutInteractionsResponse>(
        "/recsys.v1.OperationsService/GetHeldOutInteractions", request, options);
  }

  /// The same again and again. Read until it says that the call is over, or cancel it.
  Reader<v1::WatchServerStatusResponse> WatchServerStatus(const v1::WatchServerStatusRequest& request,
                                                          const CallOptions& options = {}) const {
    return Watch<v1::WatchServerStatusResponse>("/recsys.v1.OperationsService/WatchServerStatus", request, options);
  }

  // Any method, `/package.Service/Method`, for programs that know it only when they run.

  /// Calls a unary method.
  Result<void> Call(const std::string& method, const google::protobuf::MessageLite& request,
                    google::protobuf::MessageLite* response, const CallOptions& options = {}) const;

  /// Begins a call that streams.
  AnyStream Open(const std::string& method, const CallOptions& options = {}) const;

 private:
  explicit Client(std::shared_ptr<const Connection> connection) : connection_(std::move(connection)) {}

  template <class Response, class Request>
  Result<Response> Call(const char* method, const Request& request, const CallOptions& options) const {
    Response response;
    if (auto outcome = Call(method, request, &response, options); !outcome) return outcome.error();
    return response;
  }

  template <class Response, class Request>
  Result<Response> Import(const char* method, const std::function<bool(Request*)>& next,
                          const CallOptions& options) const {
    AnyStream stream = Open(method, options);
    for (Request request; next(&request); request.Clear())
      if (!stream.Write(request)) break;
    stream.WritesDone();
    Response response;
    stream.Read(&response);
    if (auto outcome = stream.Finish(); !outcome) return outcome.error();
    return response;
  }

  template <class Response, class Request>
  Reader<Response> Watch(const char* method, const Request& request, const CallOptions& options) const {
    AnyStream stream = Open(method, options);
    if (stream.Write(request)) stream.WritesDone();
    return Reader<Response>(std::move(stream));
  }

  std::shared_ptr<const Connection> connection_;
};

}  // namespace recsys

#endif  // RECSYS_CLIENT_H_
