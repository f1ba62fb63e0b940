import type { RecsysError } from "../errors.js";
import { checkRange } from "../options.js";
import type { InteractionReceipt } from "./receipt.js";

/** How an {@link InteractionStream} batches, waits and tries again. */
export interface InteractionStreamOptions {
  /** Most interactions of a batch: 1–10,000, in browsers 1–1,000; 1,000 by default. */
  batchSize?: number;

  /**
   * Bytes after which a batch is full: 1 KiB – 64 MiB; 1 MiB by default, in browsers 24 KiB, so that batches can leave
   * when the page is closed. A server takes messages of 4 MiB unless it was told otherwise.
   */
  batchBytes?: number;

  /**
   * How long an interaction waits for others to fill its batch, in milliseconds: 0–60,000; 5 by default, in browsers
   * 100. With 0 a batch is what was added while the one before it was being sent.
   */
  lingerMs?: number;

  /**
   * Most interactions that are added and not yet durable: 1–1,000,000; 20,000 by default. Beyond it adding waits, and
   * where as many wait already, adding fails.
   */
  bufferSize?: number;

  /** First wait before connecting again, in milliseconds: 1–60,000; 100 by default. Doubles with each try. */
  firstRetryDelayMs?: number;

  /** Longest such wait, unless the server asks for more, in milliseconds: 1–600,000; 5,000 by default. */
  mostRetryDelayMs?: number;

  /**
   * How long to go on trying without anything becoming durable before the stream fails, in milliseconds: 0–86,400,000,
   * one day; 300,000, five minutes, by default; in browsers, which are often offline, one day.
   */
  giveUpAfterMs?: number;

  /**
   * How long closing waits for what was added to become durable, in milliseconds: 0–86,400,000, one day; 30,000 by
   * default.
   */
  closeTimeoutMs?: number;

  /**
   * Told of every interaction that was rejected, also of those nobody waits for. Called one at a time; must not throw.
   */
  onRejected?: (receipt: InteractionReceipt) => void;

  /** Told of every failure after which the stream tries again. Must not throw. */
  onRetry?: (error: RecsysError) => void;
}

/** The options with nothing left open. */
export type StreamSettings = Required<Omit<InteractionStreamOptions, "onRejected" | "onRetry">>
  & Pick<InteractionStreamOptions, "onRejected" | "onRetry">;

const day = 86_400_000;

/** What Node takes for what is not given. */
export const nodeDefaults = {
  batchSize: 1_000, batchBytes: 1 << 20, lingerMs: 5, bufferSize: 20_000, firstRetryDelayMs: 100,
  mostRetryDelayMs: 5_000, giveUpAfterMs: 300_000, closeTimeoutMs: 30_000,
} satisfies StreamSettings;

/** What browsers take for what is not given. */
export const browserDefaults = {
  ...nodeDefaults, batchBytes: 24 << 10, lingerMs: 100, giveUpAfterMs: day,
} satisfies StreamSettings;

/** Completes the options. Throws when one is out of its range. */
export function settle(
  options: InteractionStreamOptions, defaults: StreamSettings, mostBatchSize: number,
): StreamSettings {
  const settings: StreamSettings = { ...defaults, ...options };
  checkRange("batchSize", settings.batchSize, 1, mostBatchSize);
  checkRange("batchBytes", settings.batchBytes, 1 << 10, 64 << 20);
  checkRange("lingerMs", settings.lingerMs, 0, 60_000);
  checkRange("bufferSize", settings.bufferSize, 1, 1_000_000);
  checkRange("firstRetryDelayMs", settings.firstRetryDelayMs, 1, 60_000);
  checkRange("mostRetryDelayMs", settings.mostRetryDelayMs, 1, 600_000);
  checkRange("giveUpAfterMs", settings.giveUpAfterMs, 0, day);
  checkRange("closeTimeoutMs", settings.closeTimeoutMs, 0, day);
  return settings;
}
