// Many interactions, each made sure of.
#ifndef RECSYS_INTERACTION_STREAM_H_
#define RECSYS_INTERACTION_STREAM_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "recsys/result.h"
#include "recsys/v1/interaction.pb.h"

namespace recsys {

class Connection;

/// What became of an interaction that was added to an InteractionStream.
enum class InteractionFate {
  /// Durable, and taken into account by the next request.
  kAccepted,
  /// One of the same id was accepted before; nothing was counted twice.
  kDuplicate,
  /// Not stored; the receipt says why.
  kRejected,
  /// Its batch is durable, but the connection broke before the acknowledgement arrived: accepted or duplicate, or
  /// rejected for a reason that was lost.
  kSettled,
};

/// What became of one interaction.
struct InteractionReceipt {
  std::string interaction_id;
  InteractionFate fate = InteractionFate::kAccepted;
  /// Why it was rejected.
  std::optional<v1::InteractionRejection> rejection;
  /// What `min_journal_position` of a request for recommendations takes, so that the answer reflects it.
  std::int64_t journal_position = 0;
};

/// What a stream brought so far, by the acknowledgements that arrived.
struct StreamTotals {
  std::int64_t accepted = 0;
  std::int64_t duplicates = 0;
  std::int64_t rejected = 0;
  std::int64_t journal_position = 0;
};

/// How an InteractionStream batches, waits and tries again. Opening says which one is out of range.
struct InteractionStreamOptions {
  /// Most interactions of a batch: 1–10,000.
  int batch_size = 1'000;
  /// Bytes after which a batch is full: 1 KiB – 64 MiB.
  std::size_t batch_bytes = 1 << 20;
  /// How long an interaction waits for others to fill its batch: 0–60 s.
  std::chrono::milliseconds linger{5};
  /// Most interactions that are added and not yet durable: 1–1,000,000. Beyond it adding waits.
  int buffer_size = 20'000;
  /// First wait before connecting again: 1 ms – 1 min. Doubles with each try.
  std::chrono::milliseconds first_retry_delay{100};
  /// Longest such wait, unless the server asks for more: 1 ms – 10 min.
  std::chrono::milliseconds most_retry_delay{5'000};
  /// How long to go on trying without any answer before the stream fails: 0 – 1 day.
  std::chrono::milliseconds give_up_after{300'000};
  /// How long closing waits for what was added to become durable: 0 – 1 day.
  std::chrono::milliseconds close_timeout{30'000};
  /// Told of every interaction that was rejected, on the stream's own thread; must not throw or call the stream.
  std::function<void(const InteractionReceipt&)> rejected;
};

/// Sends interactions in batches over one stream and makes sure of each: what is not durable when the connection breaks
/// is sent again over the next one, and nothing is counted twice. Safe for any number of threads.
///
/// The buffer is in memory: what was added and is not durable is lost with the process. A failure that trying again
/// cannot heal (a wrong key, no server for `give_up_after`) fails the stream: whoever waits gets it, and so does every
/// later call.
class InteractionStream {
 public:
  InteractionStream(std::shared_ptr<const Connection> connection, InteractionStreamOptions options);
  InteractionStream(InteractionStream&&) noexcept;
  InteractionStream& operator=(InteractionStream&&) = delete;
  /// Closes the stream; call Close yourself to learn whether all is durable.
  ~InteractionStream();

  /// Adds an interaction, as soon as the buffer has room for it. It gets an id (a random UUID) and the time where it
  /// has none.
  /// @returns what becomes of it, or an Error where the stream fails; nobody has to wait for it.
  std::future<InteractionReceipt> Add(v1::Interaction interaction);

  /// Sends what was added without waiting for more, and waits until all of it is durable.
  Result<void> Flush();

  /// Waits until all that was added is durable, at most for `close_timeout`, and ends the stream.
  Result<void> Close();

  /// What the stream brought so far.
  StreamTotals totals() const;

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace recsys

#endif  // RECSYS_INTERACTION_STREAM_H_
