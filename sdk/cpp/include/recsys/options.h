// How a client calls.
#ifndef RECSYS_OPTIONS_H_
#define RECSYS_OPTIONS_H_

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace recsys {

/// Cancels calls from another thread. Copies cancel together.
class CancelToken {
 public:
  CancelToken();

  /// Ends every call under way with this token, and every later one at once, with CANCELLED.
  void Cancel() const;

  struct State;
  State& state() const { return *state_; }

 private:
  std::shared_ptr<State> state_;
};

/// How a Client calls. Connect says which one is out of range.
struct ClientOptions {
  /// Sent as `authorization: Bearer` with every call; empty sends none. Use it with https only.
  std::string api_key;
  /// How long a unary call may take in all, repeats included, unless the call says otherwise: 1 ms – 1 day.
  std::chrono::milliseconds timeout{5000};
  /// How often a call that the contract marks as safe to repeat is tried in all while the server answers UNAVAILABLE:
  /// 1–5, 1 for no repeats. Waits about 0.1, 0.2, 0.4 … seconds between tries, or as long as the server says.
  int max_attempts = 3;
  /// File of certificates in PEM that a server with TLS is trusted by; empty trusts whom the system trusts.
  std::string root_certificates_file;
  /// Largest answer taken, in bytes: 1 KiB – 1 GiB.
  int max_receive_bytes = 32 << 20;
};

/// What one call does differently.
struct CallOptions {
  /// How long the call may take; nothing takes the client's own for unary calls and no limit for streams.
  std::optional<std::chrono::milliseconds> timeout;
  /// Cancels it.
  std::optional<CancelToken> cancel;
};

}  // namespace recsys

#endif  // RECSYS_OPTIONS_H_
