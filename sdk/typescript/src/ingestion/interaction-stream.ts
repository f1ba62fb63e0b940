import { type Clock, wait } from "../clock.js";
import { asRecsysError, RecsysError } from "../errors.js";
import { complete, type InteractionInit } from "../interactions.js";
import type { StreamSettings } from "./options.js";
import { Queue } from "./queue.js";
import type { InteractionReceipt, StreamTotals } from "./receipt.js";
import { isPassing, RetryWait } from "./retry.js";
import type { Sender } from "./sender.js";

/**
 * Sends interactions in batches and makes sure of each: what is not durable when the connection breaks is sent again,
 * and nothing is counted twice.
 *
 * ```ts
 * const stream = client.openInteractionStream();
 * await stream.add({ customerId: "17850", productId: "85123A", type: InteractionType.VIEW });
 * const bought = await stream.send({ customerId: "17850", productId: "22423", type: InteractionType.PURCHASE });
 * if (bought.fate === "rejected") console.log(bought.rejection?.description);
 * await stream.close();
 * ```
 *
 * The buffer is in memory: what was added and is not durable is lost with the process. A failure that trying again
 * cannot heal (wrong key, a message the server refuses, no server for `giveUpAfterMs`) fails the stream: whoever waits
 * gets it, and so does every later call.
 */
export class InteractionStream {
  readonly #settings: StreamSettings;
  readonly #clock: Clock;
  readonly #queue: Queue;
  readonly #closing = new AbortController();
  readonly #cancelled = new AbortController();
  readonly #running: Promise<void>;
  readonly #onClosed: () => void;
  #closed: Promise<void> | undefined;

  /** For this package; {@link RecsysClient.openInteractionStream} opens one. */
  constructor(
    settings: StreamSettings, clock: Clock, senderOf: (queue: Queue) => Sender, onClosed: () => void = () => {},
  ) {
    [this.#settings, this.#clock, this.#onClosed] = [settings, clock, onClosed];
    this.#queue = new Queue(settings, clock);
    this.#running = this.#run(senderOf(this.#queue));
  }

  /** What the stream brought so far. */
  get totals(): StreamTotals {
    return this.#queue.totals;
  }

  /**
   * Adds an interaction, which gets an id (a UUID of version 7) and the time where it has none. Ends as soon as the
   * buffer has room for it; await it, and it slows down who adds more than the server takes. {@link flush} waits until
   * it is durable; of a rejection `onRejected` is told.
   *
   * @param interaction A message must not be changed any more.
   * @param options `signal` stops waiting for room.
   * @throws RecsysError The stream failed or is closed; RESOURCE_EXHAUSTED when as many wait for room as there is room.
   */
  async add(interaction: InteractionInit, options: { signal?: AbortSignal } = {}): Promise<void> {
    await this.#queue.add(complete(interaction, this.#clock), undefined, options.signal);
  }

  /**
   * Adds an interaction, as {@link add} does, and waits for what becomes of it.
   *
   * @param options `signal` stops waiting; the interaction may become durable all the same.
   * @throws RecsysError The stream failed before the interaction was known to be durable.
   */
  send(interaction: InteractionInit, options: { signal?: AbortSignal } = {}): Promise<InteractionReceipt> {
    const receipt = new Promise<InteractionReceipt>((resolve, reject) => {
      this.#queue.add(complete(interaction, this.#clock), { resolve, reject }, options.signal).catch(reject);
    });
    return unlessAborted(receipt, options.signal);
  }

  /**
   * Sends what was added without waiting for more, and waits until all of it is durable.
   * @throws RecsysError The stream failed.
   */
  flush(options: { signal?: AbortSignal } = {}): Promise<void> {
    return unlessAborted(this.#queue.flush(), options.signal);
  }

  /**
   * Waits until all that was added is durable, at most for `closeTimeoutMs`, and ends the stream.
   * @throws RecsysError The stream failed, or DEADLINE_EXCEEDED: not all of it is durable.
   */
  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  /** Closes it, see {@link close}: for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    const flushed = new AbortController();
    try {
      const late = wait(this.#clock, this.#settings.closeTimeoutMs, flushed.signal).then(() => {
        throw new RecsysError("DEADLINE_EXCEEDED", "Not all that was added became durable in time.");
      });
      await Promise.race([this.#queue.flush(), late.catch((failure: unknown) => {
        if (failure instanceof RecsysError) throw failure;
      })]);
    } finally {
      flushed.abort();
      this.#queue.fail(new RecsysError("FAILED_PRECONDITION", "The stream is closed."));
      this.#closing.abort();
      this.#queue.wake();
      // The server has acknowledged everything, so it ends its side at once; one that does not is not waited for.
      const stop = this.#clock.after(1_000, () => this.#cancelled.abort());
      await this.#running;
      stop();
      this.#onClosed();
    }
  }

  async #run(sender: Sender): Promise<void> {
    const retry = new RetryWait(this.#settings, this.#clock);
    while (!this.#closing.signal.aborted) {
      // Nothing is opened before there is something to send, or again while there is not.
      if (!this.#queue.hasWork) {
        await this.#queue.changed();
        continue;
      }
      try {
        await sender.run(this.#closing.signal, this.#cancelled.signal);
      } catch (failure) {
        const error = asRecsysError(failure, () => undefined);
        if (sender.progressed) retry.progress();
        if (this.#closing.signal.aborted) return;
        if (!isPassing(error) || !(await this.#waitToRetry(retry, error))) this.#queue.fail(error);
      }
    }
  }

  async #waitToRetry(retry: RetryWait, error: RecsysError): Promise<boolean> {
    try {
      return await retry.wait(error, this.#closing.signal);
    } catch {
      // Closed while it waited: nothing is left to be sent.
      return true;
    }
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
