import { RecsysError } from "../errors.js";

/** Places for a bounded number of things; who finds none free waits in line, and the line is as long as the places. */
export class Room {
  readonly #line: { resolve: () => void; reject: (failure: unknown) => void }[] = [];
  readonly #places: number;
  #free: number;

  constructor(places: number) {
    this.#places = this.#free = places;
  }

  /** Takes a place, waiting for one where none is free; undefined when it had not to wait. */
  take(signal: AbortSignal | undefined): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free--;
      return undefined;
    }
    if (this.#line.length >= this.#places)
      return Promise.reject(new RecsysError(
        "RESOURCE_EXHAUSTED", `${this.#places} interactions are not durable yet, and as many wait for room.`));
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        this.#line.splice(this.#line.indexOf(entry), 1);
        reject(signal?.reason);
      };
      const entry = {
        resolve: () => {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        },
        reject,
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#line.push(entry);
    });
  }

  /** Gives places back: to those in line first. */
  give(places: number): void {
    this.#free += places;
    while (this.#free > 0 && this.#line.length > 0) {
      this.#free--;
      this.#line.shift()?.resolve();
    }
  }

  /** Turns all in line away. */
  turnAway(failure: unknown): void {
    for (const entry of this.#line.splice(0)) entry.reject(failure);
  }
}
