/** What waits are counted and spread by. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** The time of day, in milliseconds since 1970. */
  date(): number;
  /** Calls back after a while. Returns what cancels it. */
  after(milliseconds: number, act: () => void): () => void;
  /** 0 to below 1: keeps clients that lost the same server from coming back at the same moment. */
  random(): number;
}

/** The system's clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** Waits; throws the signal's reason when that is aborted first. */
export function wait(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    });
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
