import { useEffect, useState } from "preact/hooks";
import { onKeyChange, server } from "../api/client.js";
import { timestampDate, type ServerStatus } from "../api/contract.js";
import { isCancelled, problemOf, type Problem } from "../api/problem.js";
import { addSample, type Sample } from "../logic/series.js";

/** How much of the past the plots show. */
export const keepMs = 300_000;

const intervalMs = 1_000;
// A server that sends nothing for this long is gone, though the connection may not know it yet.
const silentMs = 6_000;
const waits = [500, 1_000, 2_000, 5_000];

/** What is known of the server, and of the connection to it. */
export interface Watched {
  status: ServerStatus | undefined;
  samples: readonly Sample[];
  state: "connecting" | "live" | "lost";
  /** Why the connection was lost. */
  problem: Problem | undefined;
  /** When the next try begins, in ms since 1970. */
  retryTime: number | undefined;
  /** When the server was seen to have started anew, in ms since 1970. */
  restartTime: number | undefined;
  /** Tries at once. */
  now: () => void;
}

/** Watches the server for as long as the view is shown, and connects again whenever the connection is lost. */
export function useServerStatus(): Watched {
  const [watched, setWatched] = useState<Omit<Watched, "now">>({
    status: undefined, samples: [], state: "connecting", problem: undefined, retryTime: undefined, restartTime: undefined,
  });
  const [round, setRound] = useState(0);
  const now = () => setRound((before) => before + 1);
  useEffect(() => onKeyChange(now), []);

  useEffect(() => {
    const ending = new AbortController();
    void watch(ending.signal, (change) => setWatched((before) => ({ ...before, ...change(before) })));
    return () => ending.abort();
  }, [round]);

  return { ...watched, now };
}

type Change = (before: Omit<Watched, "now">) => Partial<Watched>;

async function watch(ending: AbortSignal, set: (change: Change) => void): Promise<void> {
  for (let failures = 0; !ending.aborted; failures++) {
    const call = new AbortController();
    const end = () => call.abort();
    ending.addEventListener("abort", end, { once: true });
    let silence = setTimeout(end, silentMs);
    let problem: Problem | undefined;
    try {
      for await (const { status } of server.operations.watchServerStatus({ intervalMs }, { signal: call.signal })) {
        clearTimeout(silence);
        silence = setTimeout(end, silentMs);
        failures = 0;
        if (status) set((before) => seen(before, status));
      }
    } catch (error) {
      if (!ending.aborted && !isCancelled(error)) problem = problemOf(error); // Cancelled: nothing came for too long.
    } finally {
      clearTimeout(silence);
      ending.removeEventListener("abort", end);
    }
    if (ending.aborted) return;
    const wait = problem?.retryAfterMs ?? waits[Math.min(failures, waits.length - 1)]!;
    set(() => ({ state: "lost", problem, retryTime: Date.now() + wait }));
    await pause(wait, ending);
  }
}

function seen(before: Omit<Watched, "now">, status: ServerStatus): Partial<Watched> {
  const started = (value: ServerStatus | undefined) => value?.startTime && timestampDate(value.startTime).getTime();
  const restarted = before.status !== undefined && started(before.status) !== started(status);
  return {
    status, state: "live", problem: undefined, retryTime: undefined,
    restartTime: restarted ? started(status) : before.restartTime,
    samples: addSample(before.samples, { time: Date.now(), values: figuresOf(status) }, keepMs),
  };
}

const recommend = "recsys.v1.RecommendationService/RecommendForUser";

/** The figures that are plotted, by name. */
export function figuresOf(status: ServerStatus): Record<string, number | undefined> {
  const method = status.methods.find(({ method: name }) => name === recommend);
  const latency = method?.latency?.count ? method.latency : undefined;
  const freshness = status.ingestion?.freshness?.count ? status.ingestion.freshness : undefined;
  const figures: Record<string, number | undefined> = {
    calls: status.methods.reduce((sum, one) => sum + one.callsPerSecond, 0),
    recommendations: status.pipelines.reduce((sum, one) => sum + one.requestsPerSecond, 0),
    errors: status.methods.reduce((sum, one) => sum + one.errorsPerSecond, 0),
    degraded: status.pipelines.reduce((sum, one) => sum + one.degradationsPerSecond, 0),
    p50: latency?.p50Ms, p90: latency?.p90Ms, p99: latency?.p99Ms,
    accepted: status.ingestion?.acceptedPerSecond, duplicates: status.ingestion?.duplicatesPerSecond,
    rejected: status.ingestion?.rejectedPerSecond,
    fresh50: freshness?.p50Ms, fresh99: freshness?.p99Ms,
    resident: number(status.memory?.residentBytes), managed: number(status.memory?.managedBytes),
    state: number(status.memory?.stateBytes), processors: status.memory?.processorsUsed,
    journal: status.journal?.bytesPerSecond,
  };
  const busiest = status.pipelines.find(({ pipeline }) => pipeline === "home") ?? status.pipelines[0];
  for (const { stage, latency: time } of busiest?.stages ?? []) figures[`stage${stage}`] = time?.count ? time.p50Ms : undefined;
  return figures;
}

const number = (value: bigint | undefined): number | undefined => (value === undefined ? undefined : Number(value));

function pause(ms: number, ending: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    ending.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      ending.removeEventListener("abort", done);
      resolve();
    }
  });
}
