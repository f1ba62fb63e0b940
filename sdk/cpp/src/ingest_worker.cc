#include "ingest_worker.h"

#include <algorithm>
#include <random>
#include <vector>

#include <google/protobuf/util/time_util.h>

namespace recsys {
namespace {

using std::chrono::milliseconds;

constexpr char kMethod[] = "/recsys.v1.InteractionService/IngestInteractions";
constexpr std::chrono::seconds kGoodBye{1};

std::string RandomUuid() {
  thread_local std::mt19937_64 random(std::random_device{}());
  static const char kHex[] = "0123456789abcdef";
  std::string text = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
  std::uint64_t bits = 0;
  int left = 0;
  for (char& c : text) {
    if (c != 'x' && c != 'y') continue;
    if (left == 0) {
      bits = random();
      left = 16;
    }
    const int nibble = static_cast<int>(bits & 15);
    c = kHex[c == 'x' ? nibble : 8 + (nibble & 3)];
    bits >>= 4;
    left--;
  }
  return text;
}

v1::Interaction Complete(v1::Interaction item) {
  if (item.id().empty()) item.set_id(RandomUuid());
  // The server would take the time it arrives, which may be much later.
  if (!item.has_event_time()) *item.mutable_event_time() = google::protobuf::util::TimeUtil::GetCurrentTime();
  return item;
}

bool IsPassing(const Error& error) {
  switch (error.code()) {
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::ABORTED:
    case grpc::StatusCode::CANCELLED:
    case grpc::StatusCode::INTERNAL:
    case grpc::StatusCode::UNKNOWN:
      return true;
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return error.reason() == "STORAGE_FULL";
    default:
      return false;
  }
}

Error Ended() { return Error(grpc::StatusCode::UNAVAILABLE, "The server ended the stream."); }

}  // namespace

InteractionStream::Worker::Worker(std::shared_ptr<const Connection> connection, InteractionStreamOptions options)
    : connection_(std::move(connection)), options_(std::move(options)), thread_([this] { Run(); }) {}

std::future<InteractionReceipt> InteractionStream::Worker::Add(v1::Interaction item) {
  item = Complete(std::move(item));
  const std::size_t bytes = item.ByteSizeLong();
  std::promise<InteractionReceipt> receipt;
  auto future = receipt.get_future();
  Lock lock(gate_);
  changed_.wait(lock, [&] { return held_ < options_.buffer_size || failure_; });
  if (failure_) {
    receipt.set_exception(std::make_exception_ptr(*failure_));
    return future;
  }
  if (open_->count() > 0 && open_->bytes + bytes > options_.batch_bytes) Seal();
  if (open_->count() == 0) open_->due = Clock::now() + options_.linger;
  *open_->message.add_interactions() = std::move(item);
  open_->receipts.push_back(std::move(receipt));
  open_->bytes += bytes;
  held_++;
  const bool first = open_->count() == 1;
  if (open_->count() >= options_.batch_size) Seal();
  if (first || open_->count() == 0) changed_.notify_all();
  return future;
}

Result<void> InteractionStream::Worker::Flush() {
  Lock lock(gate_);
  Seal();
  const std::int64_t last = number_;
  changed_.notify_all();
  changed_.wait(lock, [&] { return settled_ >= last || failure_; });
  if (settled_ >= last) return {};
  return *failure_;
}

Result<void> InteractionStream::Worker::Close() {
  Lock lock(gate_);
  if (closed_) return {};
  closed_ = closing_ = true;
  Seal();
  changed_.notify_all();
  const bool in_time = changed_.wait_for(lock, options_.close_timeout, [&] { return IsDone() || failure_; });
  std::optional<Error> outcome = failure_;
  if (!in_time)
    outcome = Error(grpc::StatusCode::DEADLINE_EXCEEDED, "Not all that was added became durable in time.");
  Fail(Error(grpc::StatusCode::CANCELLED, "The stream is closed."));
  changed_.notify_all();
  // The server has acknowledged everything, so it ends its side at once; one that does not is not waited for.
  if (!changed_.wait_for(lock, kGoodBye, [&] { return ended_; }) && cancel_) cancel_->Cancel();
  lock.unlock();
  thread_.join();
  if (outcome) return *outcome;
  return {};
}

StreamTotals InteractionStream::Worker::totals() const {
  Lock lock(gate_);
  return totals_;
}

void InteractionStream::Worker::Run() {
  for (;;) {
    {
      // Nothing is opened before there is something to send, or again while there is not.
      Lock lock(gate_);
      changed_.wait(lock, [&] { return HasWork() || closing_ || failure_; });
      if (failure_ || IsDone()) break;
    }
    const Result<void> outcome = RunConnection();
    Lock lock(gate_);
    cancel_.reset();
    if (failure_) break;
    if (outcome.ok()) continue;
    lock.unlock();
    if (!WaitToRetry(outcome.error())) break;
  }
  Lock lock(gate_);
  ended_ = true;
  changed_.notify_all();
}

// One call of IngestInteractions: goes on where the one before broke off. Succeeds where this end was done first.
Result<void> InteractionStream::Worker::RunConnection() {
  CallOptions options;
  {
    Lock lock(gate_);
    progressed_ = false;
    cancel_.emplace();
    options.cancel = cancel_;
  }
  AnyStream call(*connection_, kMethod, options);
  if (Result<void> resumed = Resume(call); !resumed) return resumed;
  bool over = false;
  std::thread reading([&] { Read(call, over); });
  WriteBatches(call, over);
  reading.join();
  Result<void> outcome = call.Finish();
  Lock lock(gate_);
  if (outcome.ok() && !failure_ && !IsDone()) return Ended();
  return outcome;
}

Result<void> InteractionStream::Worker::Resume(AnyStream& call) {
  Lock lock(gate_);
  if (!token_.empty()) {
    v1::IngestInteractionsRequest hello;
    hello.set_resume_token(token_);
    lock.unlock();
    v1::IngestInteractionsResponse answer;
    if (!call.Write(hello) || !call.Read(&answer)) {
      const Result<void> outcome = call.Finish();
      return outcome.ok() ? Ended() : outcome;
    }
    lock.lock();
    progressed_ = true;
    token_ = answer.resume_token();
    totals_.journal_position = answer.journal_position();
    while (!unacknowledged_.empty() && unacknowledged_.front()->number() <= answer.batch_number()) {
      unacknowledged_.front()->Settle(answer.journal_position());
      SettleFront(unacknowledged_.front()->number());
    }
    changed_.notify_all();
  }
  unsent_ = unacknowledged_;
  return {};
}

void InteractionStream::Worker::WriteBatches(AnyStream& call, const bool& over) {
  Lock lock(gate_);
  for (;;) {
    const auto ready = [&] { return over || failure_ || !unsent_.empty() || IsDone(); };
    if (!ready()) {
      if (open_->count() == 0)
        changed_.wait(lock, [&] { return ready() || open_->count() > 0; });
      else if (!changed_.wait_until(lock, open_->due, ready))
        Seal();
      continue;
    }
    if (over || failure_ || unsent_.empty()) break;
    const BatchPointer batch = unsent_.front();
    unsent_.pop_front();
    lock.unlock();
    const bool written = call.Write(batch->message);
    lock.lock();
    if (!written) break;
  }
  lock.unlock();
  call.WritesDone();
}

void InteractionStream::Worker::Read(AnyStream& call, bool& over) {
  v1::IngestInteractionsResponse answer;
  while (call.Read(&answer))
    if (!Acknowledge(answer)) call.Cancel();
  Lock lock(gate_);
  over = true;
  changed_.notify_all();
}

bool InteractionStream::Worker::Acknowledge(const v1::IngestInteractionsResponse& answer) {
  std::vector<InteractionReceipt> rejected;
  {
    Lock lock(gate_);
    if (failure_) return false;
    if (unacknowledged_.empty() || unacknowledged_.front()->number() != answer.batch_number()) {
      Fail(Error(grpc::StatusCode::INTERNAL,
                 "The server acknowledged batch " + std::to_string(answer.batch_number()) + " out of order."));
      return false;
    }
    progressed_ = true;
    rejected = unacknowledged_.front()->Settle(answer);
    token_ = answer.resume_token();
    totals_.accepted += answer.accepted_count();
    totals_.duplicates += answer.duplicate_count();
    totals_.rejected += answer.rejections_size();
    totals_.journal_position = answer.journal_position();
    SettleFront(answer.batch_number());
    changed_.notify_all();
  }
  if (options_.rejected)
    for (const auto& receipt : rejected) options_.rejected(receipt);
  return true;
}

bool InteractionStream::Worker::WaitToRetry(const Error& error) {
  Lock lock(gate_);
  const auto now = Clock::now();
  if (progressed_) tries_ = 0;
  if (tries_ == 0) failing_since_ = now;
  if (!IsPassing(error) || now - failing_since_ >= options_.give_up_after) {
    Fail(error);
    return false;
  }
  const auto wait = std::max(Jittered(options_.first_retry_delay, options_.most_retry_delay, tries_++),
                             error.retry_after().value_or(milliseconds(0)));
  changed_.wait_for(lock, wait, [&] { return failure_ || IsDone(); });
  return !failure_;
}

void InteractionStream::Worker::Seal() {
  if (open_->count() == 0) return;
  open_->message.set_batch_number(++number_);
  unacknowledged_.push_back(open_);
  unsent_.push_back(open_);
  open_ = std::make_shared<Batch>();
}

void InteractionStream::Worker::SettleFront(std::int64_t number) {
  settled_ = number;
  held_ -= unacknowledged_.front()->count();
  unacknowledged_.pop_front();
}

void InteractionStream::Worker::Fail(const Error& error) {
  if (failure_) return;
  Seal();
  failure_ = error;
  for (const auto& batch : unacknowledged_) batch->Fail(error);
  unacknowledged_.clear();
  unsent_.clear();
  changed_.notify_all();
}

}  // namespace recsys
