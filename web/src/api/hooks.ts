import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { isCancelled, problemOf, type Problem } from "./problem.js";
import { onKeyChange } from "./client.js";

/** What is known of a call that is repeated whenever its input changes. */
export interface Answer<T> {
  /** The latest answer; stays while the next one is on its way. */
  value: T | undefined;
  /** Why the latest call failed; undefined once one succeeds. */
  problem: Problem | undefined;
  /** Whether a call is under way. */
  busy: boolean;
  /** How long the latest answer took as the browser saw it, in milliseconds. */
  elapsedMs: number | undefined;
  /** Calls again with the same input. */
  again: () => void;
}

/**
 * Calls whenever `input` changes, after `waitMs` without another change. A call that was overtaken is aborted and its
 * answer dropped. No call is made where `input` is undefined.
 */
export function useAnswer<T>(input: string | undefined, call: (signal: AbortSignal) => Promise<T>, waitMs = 0): Answer<T> {
  const [state, setState] = useState<Omit<Answer<T>, "again">>(
    { value: undefined, problem: undefined, busy: input !== undefined, elapsedMs: undefined });
  const [round, setRound] = useState(0);
  const latest = useRef(call);
  latest.current = call;
  const again = useCallback(() => setRound((before) => before + 1), []);
  useEffect(() => onKeyChange(again), [again]);
  const first = useRef(true);

  useEffect(() => {
    if (input === undefined) {
      setState({ value: undefined, problem: undefined, busy: false, elapsedMs: undefined });
      return;
    }
    const abort = new AbortController();
    const begin = async () => {
      setState((before) => ({ ...before, busy: true }));
      const began = performance.now();
      try {
        const value = await latest.current(abort.signal);
        if (abort.signal.aborted) return;
        setState({ value, problem: undefined, busy: false, elapsedMs: performance.now() - began });
      } catch (error) {
        if (abort.signal.aborted || isCancelled(error)) return;
        setState((before) => ({ ...before, problem: problemOf(error), busy: false }));
      }
    };
    // The first question does not wait: nobody is still moving anything.
    const timer = setTimeout(begin, first.current ? 0 : waitMs);
    first.current = false;
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [input, round, waitMs]);

  return { ...state, again };
}
