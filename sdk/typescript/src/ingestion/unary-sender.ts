import type { Client } from "@connectrpc/connect";
import { InteractionOutcome } from "../gen/recsys/v1/interaction_pb.js";
import type { InteractionService, WriteInteractionsResponse } from "../gen/recsys/v1/interaction_service_pb.js";
import type { Batch } from "./batch.js";
import type { Queue } from "./queue.js";
import type { Acknowledgement } from "./receipt.js";
import type { Sender } from "./sender.js";

/** Bytes that browsers let requests hold, together, which go on when their page is gone; less what frames them. */
export const keepaliveBytes = 60 << 10;

/**
 * One call of WriteInteractions after another; ids make it safe to send a batch again. When the page is hidden or left,
 * all that may go on without it is sent at once.
 */
export class UnarySender implements Sender {
  readonly #client: Client<typeof InteractionService>;
  readonly #queue: Queue;
  #bytesUnderWay = 0;
  #cancelled: AbortSignal | undefined;
  progressed = false;

  constructor(client: Client<typeof InteractionService>, queue: Queue) {
    [this.#client, this.#queue] = [client, queue];
  }

  async run(closing: AbortSignal, cancelled: AbortSignal): Promise<void> {
    this.progressed = false;
    this.#cancelled = cancelled;
    const wake = () => this.#queue.wake();
    closing.addEventListener("abort", wake, { once: true });
    try {
      for (;;) {
        const batch = this.#queue.takeUnsent();
        if (batch) await this.#write(batch, cancelled);
        else if (closing.aborted && !this.#queue.hasWork) return;
        else await this.#queue.changed();
        cancelled.throwIfAborted();
      }
    } finally {
      closing.removeEventListener("abort", wake);
    }
  }

  /** Sends what there is now, beside what is under way, as far as it may outlive the page. */
  hurry(): void {
    this.#queue.seal();
    const cancelled = this.#cancelled;
    if (!cancelled) return;
    while (this.#queue.nextBytes > 0 && this.#bytesUnderWay + this.#queue.nextBytes <= keepaliveBytes) {
      const batch = this.#queue.takeUnsent();
      if (!batch) return;
      // A failure shows itself again when the batch's turn comes.
      this.#write(batch, cancelled).catch(() => {});
    }
  }

  async #write(batch: Batch, signal: AbortSignal): Promise<void> {
    this.#bytesUnderWay += batch.bytes;
    try {
      const answer = await this.#client.writeInteractions({ interactions: batch.interactions }, { signal });
      this.progressed = true;
      this.#queue.acknowledge(batch, acknowledgementOf(answer));
    } catch (failure) {
      this.#queue.putBack(batch);
      throw failure;
    } finally {
      this.#bytesUnderWay -= batch.bytes;
    }
  }
}

function acknowledgementOf({ results, acceptedCount, journalPosition }: WriteInteractionsResponse): Acknowledgement {
  const placesOf = (outcome: InteractionOutcome) => results.filter((result) => result.outcome === outcome);
  return {
    accepted: acceptedCount,
    journalPosition,
    duplicates: new Set(placesOf(InteractionOutcome.DUPLICATE).map((result) => result.index)),
    rejections: new Map(placesOf(InteractionOutcome.REJECTED).map((result) => [result.index, result.rejection])),
  };
}
