import type { MessageInitShape } from "@bufbuild/protobuf";
import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import {
  type IngestInteractionsRequest, type IngestInteractionsResponseSchema, type Interaction, InteractionOutcome,
  type InteractionResultSchema, InteractionService,
} from "recsys-client";

type Answer = MessageInitShape<typeof IngestInteractionsResponseSchema>;

/** A journal in memory that keeps to the contract of ingestion, and breaks where a test wants it to. */
export class Journal {
  /** Ids in the order they were written. */
  readonly ids: string[] = [];
  /** What came by streams, in order: `token` where one was resumed, else the batch's number. */
  readonly messages: (string | bigint)[] = [];
  /** Sizes of the batches as they came. */
  readonly sizes: number[] = [];
  /** Headers that came with calls. */
  readonly keys: (string | null)[] = [];
  /** Called with each batch before it is written; may throw, or wait. */
  beforeWrite: (batch: bigint) => unknown = () => {};
  /** Called before an acknowledgement is sent; may throw, or wait. */
  beforeAnswer: (batch: bigint) => unknown = () => {};
  #durable = 0n;
  #onWrite: () => void = () => {};

  /** Ends when so many interactions are written. */
  async holds(count: number): Promise<void> {
    while (this.ids.length < count) await new Promise<void>((resolve) => (this.#onWrite = resolve));
  }

  routes(router: ConnectRouter): void {
    router.service(InteractionService, {
      ingestInteractions: (requests, context) => this.#ingest(requests, context),
      writeInteractions: async ({ interactions }, { requestHeader }) => {
        this.keys.push(requestHeader.get("authorization"));
        const number = BigInt(this.sizes.push(interactions.length));
        await this.beforeWrite(number);
        const results = interactions.map((interaction, index) => this.#write(interaction, index));
        await this.beforeAnswer(number);
        const count = (outcome: InteractionOutcome) => results.filter((result) => result.outcome === outcome).length;
        return {
          results, acceptedCount: count(InteractionOutcome.ACCEPTED),
          duplicateCount: count(InteractionOutcome.DUPLICATE), rejectedCount: count(InteractionOutcome.REJECTED),
          journalPosition: BigInt(this.ids.length),
        };
      },
    });
  }

  async *#ingest(requests: AsyncIterable<IngestInteractionsRequest>, context: HandlerContext): AsyncGenerator<Answer> {
    this.keys.push(context.requestHeader.get("authorization"));
    for await (const { batchNumber, interactions, resumeToken } of requests) {
      if (resumeToken !== "") {
        this.messages.push(resumeToken);
        yield this.#answer(this.#durable, []);
        continue;
      }
      this.messages.push(batchNumber);
      this.sizes.push(interactions.length);
      await this.beforeWrite(batchNumber);
      const results = interactions.map((interaction, index) => this.#write(interaction, index));
      this.#durable = batchNumber;
      await this.beforeAnswer(batchNumber);
      yield this.#answer(batchNumber, results);
    }
  }

  #answer(batchNumber: bigint, results: MessageInitShape<typeof InteractionResultSchema>[]): Answer {
    const placesOf = (outcome: InteractionOutcome) => results.filter((result) => result.outcome === outcome);
    const duplicates = placesOf(InteractionOutcome.DUPLICATE);
    return {
      batchNumber, resumeToken: `token ${batchNumber}`, journalPosition: BigInt(this.ids.length),
      acceptedCount: placesOf(InteractionOutcome.ACCEPTED).length, duplicateCount: duplicates.length,
      duplicateIndexes: duplicates.map(({ index }) => index ?? 0), rejections: placesOf(InteractionOutcome.REJECTED),
    };
  }

  // Products named `wrong` are not in the catalogue.
  #write({ id, productId }: Interaction, index: number): MessageInitShape<typeof InteractionResultSchema> & object {
    if (productId === "wrong") {
      const rejection = { reason: "PRODUCT_NOT_FOUND", field: "product_id", description: "There is no such product." };
      return { interactionId: id, index, outcome: InteractionOutcome.REJECTED, rejection };
    }
    if (this.ids.includes(id)) return { interactionId: id, index, outcome: InteractionOutcome.DUPLICATE };
    this.ids.push(id);
    this.#onWrite();
    return { interactionId: id, index, outcome: InteractionOutcome.ACCEPTED };
  }
}
