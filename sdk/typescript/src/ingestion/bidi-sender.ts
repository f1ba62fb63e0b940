import type { Client } from "@connectrpc/connect";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { RecsysError } from "../errors.js";
import type {
  IngestInteractionsRequestSchema, IngestInteractionsResponse, InteractionService,
} from "../gen/recsys/v1/interaction_service_pb.js";
import type { Queue } from "./queue.js";
import type { Sender } from "./sender.js";

/** One call of IngestInteractions after another: each goes on where the one before broke off. */
export class BidiSender implements Sender {
  readonly #client: Client<typeof InteractionService>;
  readonly #queue: Queue;
  #token = "";
  progressed = false;

  constructor(client: Client<typeof InteractionService>, queue: Queue) {
    [this.#client, this.#queue] = [client, queue];
  }

  async run(closing: AbortSignal, cancelled: AbortSignal): Promise<void> {
    this.progressed = false;
    const over = new AbortController();
    let resumed = this.#token === "";
    if (resumed) this.#queue.rewind();
    const wake = () => this.#queue.wake();
    closing.addEventListener("abort", wake, { once: true });
    try {
      const requests = this.#requests(() => resumed, closing, over.signal);
      for await (const answer of this.#client.ingestInteractions(requests, { signal: cancelled })) {
        this.progressed = true;
        if (resumed) this.#acknowledge(answer);
        else this.#queue.rewind(answer);
        resumed = true;
        this.#token = answer.resumeToken;
      }
      // In good order only where this end was the first to be done.
      if (!closing.aborted || this.#queue.hasWork) throw new RecsysError("UNAVAILABLE", "The server ended the stream.");
    } finally {
      over.abort();
      wake();
      closing.removeEventListener("abort", wake);
    }
  }

  async *#requests(
    isResumed: () => boolean, closing: AbortSignal, over: AbortSignal,
  ): AsyncIterable<MessageInitShape<typeof IngestInteractionsRequestSchema>> {
    if (!isResumed()) yield { resumeToken: this.#token };
    while (!over.aborted) {
      const batch = isResumed() ? this.#queue.takeUnsent() : undefined;
      if (batch) yield { batchNumber: batch.number, interactions: batch.interactions };
      else if (closing.aborted && isResumed()) return;
      else await this.#queue.changed();
    }
  }

  #acknowledge(answer: IngestInteractionsResponse): void {
    const batch = this.#queue.oldest;
    if (!batch || batch.number !== answer.batchNumber)
      throw new RecsysError("DATA_LOSS", `The server acknowledged batch ${answer.batchNumber} out of order.`);
    this.#queue.acknowledge(batch, {
      accepted: answer.acceptedCount,
      journalPosition: answer.journalPosition,
      duplicates: new Set(answer.duplicateIndexes),
      rejections: new Map(answer.rejections.map((result) => [result.index, result.rejection])),
    });
  }
}
