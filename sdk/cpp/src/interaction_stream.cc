#include "recsys/interaction_stream.h"

#include <stdexcept>

#include "ingest_worker.h"

namespace recsys {
namespace {

void Require(bool holds, const std::string& rule) {
  if (!holds) throw std::invalid_argument("InteractionStreamOptions." + rule);
}

InteractionStreamOptions Validated(InteractionStreamOptions options) {
  using namespace std::chrono_literals;
  Require(options.batch_size >= 1 && options.batch_size <= 10'000, "batch_size must be 1–10000.");
  Require(options.batch_bytes >= 1 << 10 && options.batch_bytes <= 64 << 20, "batch_bytes must be 1 KiB – 64 MiB.");
  Require(options.linger >= 0ms && options.linger <= 60s, "linger must be 0–60 s.");
  Require(options.buffer_size >= 1 && options.buffer_size <= 1'000'000, "buffer_size must be 1–1000000.");
  Require(options.first_retry_delay >= 1ms && options.first_retry_delay <= 1min,
          "first_retry_delay must be 1 ms – 1 min.");
  Require(options.most_retry_delay >= 1ms && options.most_retry_delay <= 10min,
          "most_retry_delay must be 1 ms – 10 min.");
  Require(options.give_up_after >= 0ms && options.give_up_after <= 24h, "give_up_after must be 0 – 1 day.");
  Require(options.close_timeout >= 0ms && options.close_timeout <= 24h, "close_timeout must be 0 – 1 day.");
  return options;
}

}  // namespace

InteractionStream::InteractionStream(std::shared_ptr<const Connection> connection, InteractionStreamOptions options)
    : worker_(std::make_unique<Worker>(std::move(connection), Validated(std::move(options)))) {}

InteractionStream::InteractionStream(InteractionStream&&) noexcept = default;

InteractionStream::~InteractionStream() {
  // Whoever wants to know calls Close; a destructor has nobody to tell.
  if (worker_) static_cast<void>(worker_->Close());
}

std::future<InteractionReceipt> InteractionStream::Add(v1::Interaction interaction) {
  return worker_->Add(std::move(interaction));
}

Result<void> InteractionStream::Flush() { return worker_->Flush(); }

Result<void> InteractionStream::Close() { return worker_->Close(); }

StreamTotals InteractionStream::totals() const { return worker_->totals(); }

}  // namespace recsys
