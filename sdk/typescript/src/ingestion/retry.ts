import { type Clock, wait } from "../clock.js";
import type { RecsysError } from "../errors.js";
import { ErrorReason } from "../reasons.js";
import type { StreamSettings } from "./options.js";

/** Whether a failure goes away by itself. */
export function isPassing(error: RecsysError): boolean {
  switch (error.code) {
    case "UNAVAILABLE":
    case "ABORTED":
    case "CANCELLED":
    case "INTERNAL":
    case "UNKNOWN":
    case "DEADLINE_EXCEEDED":
      return true;
    case "RESOURCE_EXHAUSTED":
      return error.reason === ErrorReason.STORAGE_FULL;
    default:
      return false;
  }
}

/** When a broken stream is tried again: doubling waits with jitter, until nothing happened for too long. */
export class RetryWait {
  readonly #settings: StreamSettings;
  readonly #clock: Clock;
  #tries = 0;
  #failingSince = 0;

  constructor(settings: StreamSettings, clock: Clock) {
    [this.#settings, this.#clock] = [settings, clock];
  }

  /** The server answered before it failed: the next failure is a first one. */
  progress(): void {
    this.#tries = 0;
  }

  /** Waits before the next try. False when it is time to give up. */
  async wait(error: RecsysError, signal: AbortSignal): Promise<boolean> {
    const { firstRetryDelayMs, mostRetryDelayMs, giveUpAfterMs } = this.#settings;
    if (this.#tries === 0) this.#failingSince = this.#clock.now();
    if (this.#clock.now() - this.#failingSince >= giveUpAfterMs) return false;
    const bounded = Math.min(firstRetryDelayMs * 2 ** Math.min(this.#tries++, 20), mostRetryDelayMs);
    this.#settings.onRetry?.(error);
    // Clients that lost the same server must not all come back at the same moment.
    const delay = bounded * (0.5 + this.#clock.random() / 2);
    await wait(this.#clock, Math.max(delay, error.retryDelayMs ?? 0), signal);
    return true;
  }
}
