// A batch until it is durable.
#ifndef RECSYS_SRC_BATCH_H_
#define RECSYS_SRC_BATCH_H_

#include <chrono>
#include <future>
#include <vector>

#include "recsys/interaction_stream.h"
#include "recsys/v1/interaction_service.pb.h"

namespace recsys {

/// Its number stays its own over reconnections.
struct Batch {
  v1::IngestInteractionsRequest message;
  std::vector<std::promise<InteractionReceipt>> receipts;
  std::size_t bytes = 0;
  std::chrono::steady_clock::time_point due;

  std::int64_t number() const { return message.batch_number(); }
  int count() const { return message.interactions_size(); }

  /// Gives everybody what the server says; returns what was rejected.
  std::vector<InteractionReceipt> Settle(const v1::IngestInteractionsResponse& answer) {
    std::vector<InteractionReceipt> rejected;
    int duplicate = 0;
    int refused = 0;
    for (int i = 0; i < count(); i++) {
      InteractionReceipt receipt{message.interactions(i).id(), InteractionFate::kAccepted, std::nullopt,
                                 answer.journal_position()};
      if (duplicate < answer.duplicate_indexes_size() && answer.duplicate_indexes(duplicate) == i) {
        receipt.fate = InteractionFate::kDuplicate;
        duplicate++;
      } else if (refused < answer.rejections_size() && answer.rejections(refused).index() == i) {
        receipt.fate = InteractionFate::kRejected;
        receipt.rejection = answer.rejections(refused++).rejection();
        rejected.push_back(receipt);
      }
      receipts[i].set_value(std::move(receipt));
    }
    return rejected;
  }

  /// The batch is durable, what exactly became of it is not known.
  void Settle(std::int64_t journal_position) {
    for (int i = 0; i < count(); i++)
      receipts[i].set_value(
          {message.interactions(i).id(), InteractionFate::kSettled, std::nullopt, journal_position});
  }

  void Fail(const Error& error) {
    for (auto& receipt : receipts) receipt.set_exception(std::make_exception_ptr(error));
  }
};

}  // namespace recsys

#endif  // RECSYS_SRC_BATCH_H_
