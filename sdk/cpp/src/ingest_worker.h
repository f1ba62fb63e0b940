// The thread behind an InteractionStream, and what it shares with those who add.
#ifndef RECSYS_SRC_INGEST_WORKER_H_
#define RECSYS_SRC_INGEST_WORKER_H_

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "batch.h"
#include "connection.h"
#include "recsys/interaction_stream.h"
#include "recsys/stream.h"

namespace recsys {

class InteractionStream::Worker {
 public:
  Worker(std::shared_ptr<const Connection> connection, InteractionStreamOptions options);

  std::future<InteractionReceipt> Add(v1::Interaction item);
  Result<void> Flush();
  Result<void> Close();
  StreamTotals totals() const;

 private:
  using Clock = std::chrono::steady_clock;
  using Lock = std::unique_lock<std::mutex>;
  using BatchPointer = std::shared_ptr<Batch>;

  void Run();
  Result<void> RunConnection();
  Result<void> Resume(AnyStream& call);
  void WriteBatches(AnyStream& call, const bool& over);
  void Read(AnyStream& call, bool& over);
  bool WaitToRetry(const Error& error);
  bool Acknowledge(const v1::IngestInteractionsResponse& answer);

  // What follows wants the lock held.
  void Seal();
  bool IsDone() const { return closing_ && unacknowledged_.empty() && open_->count() == 0; }
  bool HasWork() const { return !unacknowledged_.empty() || open_->count() > 0; }
  void SettleFront(std::int64_t number);
  void Fail(const Error& error);

  const std::shared_ptr<const Connection> connection_;
  const InteractionStreamOptions options_;

  mutable std::mutex gate_;
  std::condition_variable changed_;
  std::deque<BatchPointer> unacknowledged_;
  std::deque<BatchPointer> unsent_;
  BatchPointer open_ = std::make_shared<Batch>();
  std::int64_t number_ = 0;
  std::int64_t settled_ = 0;
  int held_ = 0;
  std::string token_;
  StreamTotals totals_;
  std::optional<Error> failure_;
  std::optional<CancelToken> cancel_;
  bool closing_ = false;
  bool closed_ = false;
  bool ended_ = false;
  bool progressed_ = false;
  int tries_ = 0;
  Clock::time_point failing_since_;
  std::thread thread_;
};

}  // namespace recsys

#endif  // RECSYS_SRC_INGEST_WORKER_H_
