/** The lives of calls: each ends with its own signal, or with its client. */
export class Scope {
  readonly #open = new Set<AbortController>();
  #closed = false;

  /** Whether the client is closed. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Begins a call. `end` must be called when it is over. */
  begin(signal: AbortSignal | undefined): { call: AbortController; end: () => void } {
    const call = new AbortController();
    if (this.#closed) call.abort(closedReason());
    if (signal?.aborted) call.abort(signal.reason);
    const onAbort = () => call.abort(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    this.#open.add(call);
    const end = () => {
      signal?.removeEventListener("abort", onAbort);
      this.#open.delete(call);
    };
    return { call, end };
  }

  /** Ends all calls under way, and each that is begun from now on at once. */
  close(): void {
    this.#closed = true;
    for (const call of this.#open) call.abort(closedReason());
  }
}

function closedReason(): DOMException {
  return new DOMException("The client is closed.", "AbortError");
}
