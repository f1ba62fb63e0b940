import type { Clock } from "recsys-client";

interface Timer {
  readonly at: number;
  readonly milliseconds: number;
  readonly act: () => void;
}

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  readonly #timers = new Set<Timer>();
  readonly #watchers: { milliseconds: number; resolve: () => void }[] = [];
  #now = 0;

  now(): number {
    return this.#now;
  }

  date(): number {
    return 1_700_000_000_000 + this.#now;
  }

  random(): number {
    return 0.5;
  }

  after(milliseconds: number, act: () => void): () => void {
    const timer = { at: this.#now + milliseconds, milliseconds, act };
    this.#timers.add(timer);
    for (const [index, watcher] of [...this.#watchers].entries())
      if (watcher.milliseconds === milliseconds) this.#watchers.splice(index, 1)[0]?.resolve();
    return () => this.#timers.delete(timer);
  }

  /** Ends when somebody waits for exactly so long. */
  async waitFor(milliseconds: number): Promise<void> {
    for (const timer of this.#timers) if (timer.milliseconds === milliseconds) return;
    await new Promise<void>((resolve) => this.#watchers.push({ milliseconds, resolve }));
  }

  /** Moves on, and calls back who waited. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const timer of [...this.#timers].sort((one, other) => one.at - other.at)) {
      if (timer.at > this.#now || !this.#timers.delete(timer)) continue;
      timer.act();
    }
  }

  /** Waits until somebody waits for so long, and lets that time pass. */
  async pass(milliseconds: number): Promise<void> {
    await this.waitFor(milliseconds);
    this.advance(milliseconds);
  }
}
