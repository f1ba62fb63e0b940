package com.recsys.client;

import com.recsys.v1.IngestInteractionsRequest;
import com.recsys.v1.IngestInteractionsResponse;
import com.recsys.v1.InteractionRejection;
import com.recsys.v1.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A batch until it is durable. Its number stays its own over reconnections. */
final class OutgoingBatch {
  private final List<CompletableFuture<InteractionReceipt>> receipts = new ArrayList<>();
  private final IngestInteractionsRequest.Builder building = IngestInteractionsRequest.newBuilder();

  /** Ends when the batch is durable, or the stream failed. */
  final CompletableFuture<Void> settled = new CompletableFuture<>();

  private IngestInteractionsRequest message;
  private int bytes;

  int count() {
    return receipts.size();
  }

  int bytes() {
    return bytes;
  }

  long number() {
    return message.getBatchNumber();
  }

  /** What is sent, once the batch is sealed. */
  IngestInteractionsRequest message() {
    return message;
  }

  CompletableFuture<InteractionReceipt> add(Interaction item, int itemBytes) {
    CompletableFuture<InteractionReceipt> receipt = new CompletableFuture<>();
    building.addInteractions(item);
    receipts.add(receipt);
    bytes += itemBytes;
    return receipt;
  }

  void seal(long number) {
    message = building.setBatchNumber(number).build();
  }

  /** Gives everybody what the server says; what was rejected is returned. */
  List<InteractionReceipt> settle(IngestInteractionsResponse answer) {
    List<InteractionReceipt> rejected = new ArrayList<>();
    int duplicate = 0;
    int refused = 0;
    for (int i = 0; i < receipts.size(); i++) {
      InteractionRejection rejection = null;
      InteractionFate fate = InteractionFate.ACCEPTED;
      if (duplicate < answer.getDuplicateIndexesCount() && answer.getDuplicateIndexes(duplicate) == i) {
        fate = InteractionFate.DUPLICATE;
        duplicate++;
      } else if (refused < answer.getRejectionsCount() && answer.getRejections(refused).getIndex() == i) {
        fate = InteractionFate.REJECTED;
        rejection = answer.getRejections(refused++).getRejection();
      }
      InteractionReceipt receipt = new InteractionReceipt(id(i), fate, rejection, answer.getJournalPosition());
      receipts.get(i).complete(receipt);
      if (rejection != null) {
        rejected.add(receipt);
      }
    }
    settled.complete(null);
    return rejected;
  }

  /** The batch is durable, what exactly became of it is not known. */
  void settle(long journalPosition) {
    for (int i = 0; i < receipts.size(); i++) {
      receipts.get(i).complete(new InteractionReceipt(id(i), InteractionFate.SETTLED, null, journalPosition));
    }
    settled.complete(null);
  }

  void fail(RecsysException failure) {
    receipts.forEach(receipt -> receipt.completeExceptionally(failure));
    settled.completeExceptionally(failure);
  }

  private String id(int place) {
    return message.getInteractions(place).getId();
  }
}
