import type { Interaction } from "../gen/recsys/v1/interaction_pb.js";
import type { Acknowledgement, InteractionFate, InteractionReceipt } from "./receipt.js";

/** Who waits for what becomes of an interaction. */
export interface Waiter {
  resolve(receipt: InteractionReceipt): void;
  reject(failure: unknown): void;
}

/** A batch until it is durable. Its number stays its own over reconnections. */
export class Batch {
  readonly interactions: Interaction[] = [];
  readonly #waiters = new Map<number, Waiter>();
  readonly #settled: Promise<void>;
  #resolve!: () => void;
  #reject!: (failure: unknown) => void;

  /** 0 while it fills. */
  number = 0n;
  bytes = 0;

  constructor() {
    this.#settled = new Promise((resolve, reject) => ([this.#resolve, this.#reject] = [resolve, reject]));
    // Not everybody waits for a batch.
    this.#settled.catch(() => {});
  }

  get size(): number {
    return this.interactions.length;
  }

  /** Ends when the batch is durable; fails with the stream. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  add(interaction: Interaction, bytes: number, waiter: Waiter | undefined): void {
    if (waiter) this.#waiters.set(this.size, waiter);
    this.interactions.push(interaction);
    this.bytes += bytes;
  }

  /** Gives everybody what the server says. Returns what was rejected. */
  settle({ journalPosition, duplicates, rejections }: Acknowledgement): InteractionReceipt[] {
    const rejected: InteractionReceipt[] = [];
    const receiptOf = (index: number, fate: InteractionFate): InteractionReceipt => ({
      interactionId: this.interactions[index]?.id ?? "", fate, rejection: rejections.get(index), journalPosition,
    });
    for (const index of rejections.keys()) rejected.push(receiptOf(index, "rejected"));
    for (const [index, waiter] of this.#waiters) {
      const fate = rejections.has(index) ? "rejected" : duplicates.has(index) ? "duplicate" : "accepted";
      waiter.resolve(receiptOf(index, fate));
    }
    this.#resolve();
    return rejected;
  }

  /** The batch is durable, what exactly became of it is not known. */
  settleUnseen(journalPosition: bigint): void {
    for (const [index, waiter] of this.#waiters) {
      const interactionId = this.interactions[index]?.id ?? "";
      waiter.resolve({ interactionId, fate: "settled", rejection: undefined, journalPosition });
    }
    this.#resolve();
  }

  fail(failure: unknown): void {
    for (const waiter of this.#waiters.values()) waiter.reject(failure);
    this.#reject(failure);
  }
}
