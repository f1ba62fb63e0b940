#include "connection.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/impl/client_unary_call.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/security/credentials.h>

#include "recsys/v1/customer_service.pb.h"
#include "recsys/v1/interaction_service.pb.h"
#include "recsys/v1/model_service.pb.h"
#include "recsys/v1/operations_service.pb.h"
#include "recsys/v1/product_service.pb.h"
#include "recsys/v1/recommendation_service.pb.h"

namespace recsys {
namespace {

using google::protobuf::MessageLite;
using google::protobuf::MethodOptions;
using std::chrono::milliseconds;

void Require(bool holds, const std::string& rule) {
  if (!holds) throw std::invalid_argument("ClientOptions." + rule);
}

void Validate(const ClientOptions& options) {
  using namespace std::chrono_literals;
  const auto visible = [](char c) { return c >= '!' && c <= '~'; };
  Require(options.timeout >= 1ms && options.timeout <= 24h, "timeout must be 1 ms – 1 day.");
  Require(options.max_attempts >= 1 && options.max_attempts <= 5, "max_attempts must be 1–5.");
  Require(options.max_receive_bytes >= 1 << 10 && options.max_receive_bytes <= 1 << 30,
          "max_receive_bytes must be 1 KiB – 1 GiB.");
  Require(options.api_key.size() <= 4096 && std::all_of(options.api_key.begin(), options.api_key.end(), visible),
          "api_key must be at most 4096 visible ASCII characters.");
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Require(file.good(), "root_certificates_file cannot be read: " + path);
  std::ostringstream text;
  text << file.rdbuf();
  Require(text.str().find("-----BEGIN CERTIFICATE-----") != std::string::npos,
          "root_certificates_file must hold certificates in PEM; there are none in " + path);
  return text.str();
}

std::shared_ptr<grpc::ChannelCredentials> Credentials(bool secure, const ClientOptions& options) {
  if (!secure) return grpc::InsecureChannelCredentials();
  grpc::SslCredentialsOptions tls;
  if (!options.root_certificates_file.empty()) tls.pem_root_certs = ReadFile(options.root_certificates_file);
  return grpc::SslCredentials(tls);
}

std::shared_ptr<grpc::Channel> Open(const std::string& address, const ClientOptions& options) {
  const bool secure = address.rfind("https://", 0) == 0;
  const std::size_t scheme = secure ? 8 : 7;
  std::string target = address.size() > scheme ? address.substr(scheme) : "";
  target = target.substr(0, target.find('/'));
  if ((!secure && address.rfind("http://", 0) != 0) || target.empty() || target.front() == ':')
    throw std::invalid_argument("'" + address + "' is no address; write it like http://127.0.0.1:5080.");
  // The colon of a port comes behind the bracket of an IPv6 address.
  if (target.find(':', target.find(']') == std::string::npos ? 0 : target.find(']')) == std::string::npos)
    target += secure ? ":443" : ":80";

  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(options.max_receive_bytes);
  // A connection that a firewall dropped in silence is found by pings instead of by a lost call.
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
  // Repeats are this client's own: the channel's do not know what the contract marks. Connecting must not lag behind.
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 5'000);
  return grpc::CreateCustomChannel(target, Credentials(secure, options), arguments);
}

// Waits; false where the token was cancelled meanwhile.
bool Wait(milliseconds wait, const std::optional<CancelToken>& token) {
  const CancelToken alone;
  auto& state = token ? token->state() : alone.state();
  std::unique_lock lock(state.gate);
  return !state.changed.wait_for(lock, wait, [&] { return state.cancelled; });
}

// Unary methods that the contract itself marks with an idempotency level. Anything else might be done twice.
std::set<std::string> SafeMethods() {
  // Files named by a message of theirs: a static library brings only what is named.
  const google::protobuf::FileDescriptor* const files[] = {
      v1::ListCustomersRequest::descriptor()->file(), v1::WriteInteractionsRequest::descriptor()->file(),
      v1::ListModelsRequest::descriptor()->file(),    v1::GetServerStatusRequest::descriptor()->file(),
      v1::GetProductRequest::descriptor()->file(),    v1::RecommendForUserRequest::descriptor()->file(),
  };
  std::set<std::string> safe;
  for (const auto* file : files)
    for (int s = 0; s < file->service_count(); s++)
      for (int m = 0; m < file->service(s)->method_count(); m++) {
        const auto* method = file->service(s)->method(m);
        if (!method->client_streaming() && !method->server_streaming() &&
            method->options().idempotency_level() != MethodOptions::IDEMPOTENCY_UNKNOWN)
          safe.insert("/" + file->service(s)->full_name() + "/" + method->name());
      }
  return safe;
}

}  // namespace

CancelToken::CancelToken() : state_(std::make_shared<State>()) {}

void CancelToken::Cancel() const {
  std::lock_guard lock(state_->gate);
  state_->cancelled = true;
  state_->changed.notify_all();
  for (auto* call : state_->calls) call->TryCancel();
}

CancelScope::CancelScope(const std::optional<CancelToken>& token, grpc::ClientContext* call)
    : token_(token), call_(call) {
  if (!token_) return;
  std::lock_guard lock(token_->state().gate);
  token_->state().calls.insert(call_);
  if (token_->state().cancelled) call_->TryCancel();
}

CancelScope::~CancelScope() {
  if (!token_) return;
  std::lock_guard lock(token_->state().gate);
  token_->state().calls.erase(call_);
}

Connection::Connection(const std::string& address, ClientOptions options) : options_(std::move(options)) {
  Validate(options_);
  channel_ = Open(address, options_);
}

void Connection::Prepare(grpc::ClientContext* call) const {
  if (!options_.api_key.empty()) call->AddMetadata("authorization", "Bearer " + options_.api_key);
}

Result<void> Connection::Call(const std::string& method, const MessageLite& request, MessageLite* response,
                              const CallOptions& options) const {
  const auto deadline = Clock::now() + options.timeout.value_or(options_.timeout);
  const grpc::internal::RpcMethod rpc(method.c_str(), grpc::internal::RpcMethod::NORMAL_RPC);
  for (int tries = 1;; tries++) {
    grpc::ClientContext context;
    context.set_deadline(deadline);
    Prepare(&context);
    grpc::Status status;
    {
      CancelScope scope(options.cancel, &context);
      status = grpc::internal::BlockingUnaryCall<MessageLite, MessageLite>(
          channel_.get(), rpc, &context, request, response);
    }
    if (status.ok()) return {};
    Error error(status);
    const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now());
    const auto wait = tries < options_.max_attempts && IsSafeToRepeat(method) ? WaitAfter(tries, error, left)
                                                                             : std::nullopt;
    if (!wait) return error;
    if (!Wait(*wait, options.cancel))
      return Error(grpc::StatusCode::CANCELLED, "The call was cancelled while it waited for its next try.");
  }
}

bool IsSafeToRepeat(const std::string& method) {
  static const std::set<std::string> safe = SafeMethods();
  return safe.count(method) > 0;
}

milliseconds Jittered(milliseconds first, milliseconds most, int tries) {
  thread_local std::mt19937 random(std::random_device{}());
  const double doubled = static_cast<double>(first.count()) * std::exp2(std::min(tries, 20));
  const double bounded = std::min(doubled, static_cast<double>(most.count()));
  return milliseconds(std::max<long>(1, std::lround(bounded * std::uniform_real_distribution<>(0.5, 1)(random))));
}

std::optional<milliseconds> WaitAfter(int tries, const Error& error, milliseconds left) {
  if (error.code() != grpc::StatusCode::UNAVAILABLE) return std::nullopt;
  const auto wait = std::max(Jittered(milliseconds(100), milliseconds(10'000), tries - 1),
                             error.retry_after().value_or(milliseconds(0)));
  return wait < left ? std::optional(wait) : std::nullopt;
}

}  // namespace recsys
