import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { onKeyChange } from "./client.js";
import { isCancelled, problemOf, type Problem } from "./problem.js";

/** What is known of a call that is repeated whenever its input changes. */
export interface Answer<T> {
  /** The latest answer; stays while the next one is on its way. */
  value: T | undefined;
  /** Why the latest call failed; undefined once one succeeds. */
  problem: Problem | undefined;
  /** Whether the answer to the present input is still to come. */
  busy: boolean;
  /** How long the latest answer took as the browser saw it, in milliseconds. */
  elapsedMs: number | undefined;
  /** Calls again with the same input. */
  again: () => void;
}

interface State<T> {
  value: T | undefined;
  problem: Problem | undefined;
  elapsedMs: number | undefined;
  /** What this is the answer to; undefined before the first. */
  answered: string | undefined;
}

const nothing = { value: undefined, problem: undefined, elapsedMs: undefined, answered: undefined };

/**
 * Calls whenever `input` changes, after `waitMs` without another change. A call that was overtaken is aborted and its
 * answer dropped. No call is made where `input` is undefined.
 */
export function useAnswer<T>(input: string | undefined, call: (signal: AbortSignal) => Promise<T>, waitMs = 0): Answer<T> {
  const [state, setState] = useState<State<T>>(nothing);
  const [round, setRound] = useState(0);
  const latest = useRef(call);
  latest.current = call;
  const again = useCallback(() => setRound((before) => before + 1), []);
  useEffect(() => onKeyChange(again), [again]);
  const first = useRef(true);
  const asked = input === undefined ? undefined : `${round}\n${input}`;

  useEffect(() => {
    if (asked === undefined) {
      setState(nothing);
      return;
    }
    const abort = new AbortController();
    const begin = async () => {
      const began = performance.now();
      try {
        const value = await latest.current(abort.signal);
        if (abort.signal.aborted) return;
        setState({ value, problem: undefined, elapsedMs: performance.now() - began, answered: asked });
      } catch (error) {
        if (abort.signal.aborted || isCancelled(error)) return;
        setState((before) => ({ ...before, problem: problemOf(error), answered: asked }));
      }
    };
    // The first question does not wait: nobody is still moving anything.
    const timer = setTimeout(begin, first.current ? 0 : waitMs);
    first.current = false;
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [asked, waitMs]);

  const { value, problem, elapsedMs } = state;
  return { value, problem, elapsedMs, busy: asked !== state.answered, again };
}
