import { toBinary } from "@bufbuild/protobuf";
import type { Clock } from "../clock.js";
import { type Interaction, InteractionSchema } from "../gen/recsys/v1/interaction_pb.js";
import { Batch, type Waiter } from "./batch.js";
import type { StreamSettings } from "./options.js";
import type { Acknowledgement, StreamTotals } from "./receipt.js";
import { Room } from "./room.js";

/**
 * What was added and is not yet durable: one batch that fills, batches to be sent, and all that are not acknowledged,
 * in their order.
 */
export class Queue {
  readonly #settings: StreamSettings;
  readonly #clock: Clock;
  readonly #room: Room;
  readonly #unacknowledged = new Map<bigint, Batch>();
  #unsent: Batch[] = [];
  #open = new Batch();
  #last: Batch | undefined;
  #due = false;
  #stopLinger: (() => void) | undefined;
  #number = 0n;
  #failure: { error: unknown } | undefined;
  #totals: StreamTotals = { accepted: 0, duplicates: 0, rejected: 0, journalPosition: 0n };
  #woken = false;
  #wake: (() => void) | undefined;

  constructor(settings: StreamSettings, clock: Clock) {
    [this.#settings, this.#clock] = [settings, clock];
    this.#room = new Room(settings.bufferSize);
  }

  get totals(): StreamTotals {
    return this.#totals;
  }

  /** Whether anything is to be sent or to be acknowledged. */
  get hasWork(): boolean {
    return this.#due || this.#unacknowledged.size > 0;
  }

  /** Adds an interaction, once there is room for it. */
  async add(interaction: Interaction, waiter: Waiter | undefined, signal: AbortSignal | undefined): Promise<void> {
    const bytes = toBinary(InteractionSchema, interaction).length;
    if (this.#failure) throw this.#failure.error;
    signal?.throwIfAborted();
    const turn = this.#room.take(signal);
    if (turn) await turn;
    // The stream may have failed in the meantime, and turned away only those that were still in line.
    if (this.#failure) throw (this.#failure as { error: unknown }).error;
    if (this.#open.size > 0 && this.#open.bytes + bytes > this.#settings.batchBytes) this.seal();
    this.#open.add(interaction, bytes, waiter);
    if (this.#open.size >= this.#settings.batchSize) this.seal();
    else if (this.#settings.lingerMs === 0) this.#becomeDue();
    else this.#stopLinger ??= this.#clock.after(this.#settings.lingerMs, () => this.#becomeDue());
  }

  /** Sends what is there without waiting for more. Ends when all that was added is durable. */
  flush(): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure.error);
    this.seal();
    return this.#last?.settled ?? Promise.resolve();
  }

  /** The next batch to send; undefined while there is none. */
  takeUnsent(): Batch | undefined {
    if (this.#unsent.length === 0 && this.#due) this.seal();
    return this.#unsent.shift();
  }

  /** Bytes of the next batch to send; 0 while there is none. */
  get nextBytes(): number {
    return this.#unsent[0]?.bytes ?? 0;
  }

  /** A batch that was taken could not be sent. */
  putBack(batch: Batch): void {
    if (!this.#unacknowledged.has(batch.number)) return;
    this.#unsent.unshift(batch);
    this.wake();
  }

  /** Waits until there may be something to do. One waits at a time. */
  async changed(): Promise<void> {
    if (!this.#woken) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#woken = false;
  }

  /** Ends the wait, or the next one. */
  wake(): void {
    this.#woken = true;
    this.#wake?.();
    this.#wake = undefined;
  }

  /** The oldest batch that is not acknowledged. */
  get oldest(): Batch | undefined {
    return this.#unacknowledged.values().next().value;
  }

  /** A batch is durable. */
  acknowledge(batch: Batch, answer: Acknowledgement): void {
    if (!this.#unacknowledged.delete(batch.number)) return;
    const { accepted, duplicates, rejected, journalPosition } = this.#totals;
    this.#totals = {
      accepted: accepted + answer.accepted,
      duplicates: duplicates + answer.duplicates.size,
      rejected: rejected + answer.rejections.size,
      journalPosition: latest(journalPosition, answer.journalPosition),
    };
    const receipts = batch.settle(answer);
    this.#room.give(batch.size);
    for (const receipt of receipts) this.#settings.onRejected?.(receipt);
  }

  /**
   * A connection is there: all that is not durable is sent over it.
   * @param resumed How far the server says that the stream is durable; undefined for a new stream.
   */
  rewind(resumed?: { batchNumber: bigint; journalPosition: bigint }): void {
    if (resumed) {
      const journalPosition = latest(this.#totals.journalPosition, resumed.journalPosition);
      this.#totals = { ...this.#totals, journalPosition };
      for (const [number, batch] of this.#unacknowledged) {
        if (number > resumed.batchNumber) break;
        this.#unacknowledged.delete(number);
        batch.settleUnseen(journalPosition);
        this.#room.give(batch.size);
      }
    }
    this.#unsent = [...this.#unacknowledged.values()];
    this.wake();
  }

  /** Fails all that is not durable, and whatever is added from now on. */
  fail(error: unknown): void {
    if (this.#failure) return;
    this.#failure = { error };
    this.seal();
    for (const batch of this.#unacknowledged.values()) batch.fail(error);
    this.#unacknowledged.clear();
    this.#unsent = [];
    this.#room.turnAway(error);
    this.wake();
  }

  /** Closes the batch that fills. */
  seal(): void {
    this.#due = false;
    this.#stopLinger?.();
    this.#stopLinger = undefined;
    if (this.#open.size === 0) return;
    this.#open.number = ++this.#number;
    this.#unacknowledged.set(this.#open.number, this.#open);
    this.#unsent.push(this.#open);
    this.#last = this.#open;
    this.#open = new Batch();
    this.wake();
  }

  #becomeDue(): void {
    this.#stopLinger = undefined;
    this.#due = this.#open.size > 0;
    if (this.#due) this.wake();
  }
}

function latest(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}
