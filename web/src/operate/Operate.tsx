import { useEffect, useState } from "preact/hooks";
import { timestampDate, type ServerStatus } from "../api/contract.js";
import { count, duration, instant, percent, rate, span } from "../logic/format.js";
import { ProblemNotice } from "../ui/Notice.js";
import { Holdings } from "./Holdings.js";
import { Models } from "./Models.js";
import { Plots } from "./Plots.js";
import { Methods, Pipelines } from "./Tables.js";
import { figuresOf, useServerStatus, type Watched } from "./watch.js";

/** The server as it runs. */
export function Operate() {
  const watched = useServerStatus();
  const { status, samples } = watched;
  return (
    <div class="operate">
      <div class="section-head">
        <h1 class="title">The server, now</h1>
        <Connection watched={watched} />
      </div>
      {watched.state === "lost" && watched.problem && <ProblemNotice problem={watched.problem} again={watched.now} />}
      {status && (
        <div class={watched.state === "live" ? "operate-live" : "operate-live stale"}>
          <Headline status={status} />
          <Plots samples={samples} />
          <Pipelines status={status} />
          <Methods status={status} />
          <Holdings status={status} />
        </div>
      )}
      <Models live={status?.liveModel?.version} />
    </div>
  );
}

function Connection({ watched }: { watched: Watched }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const { state, status, retryTime, restartTime } = watched;
  const started = status?.startTime && timestampDate(status.startTime);
  return (
    <p class="about">
      <span class={`lamp ${state}`} aria-hidden="true" />
      <span role="status">
        {state === "live" ? "Live" : state === "connecting" ? "Connecting…" : "Connection lost"}
        {restartTime !== undefined && <>, <b>the server restarted at {instant(new Date(restartTime))}</b></>}
      </span>
      {state === "lost" && retryTime !== undefined && `; trying again in ${span(Math.max(0, retryTime - now) / 1000)}`}
      {status && ` · recsys ${status.serverVersion}`}
      {started && state === "live" && ` · up ${span((now - started.getTime()) / 1000)}`}
      {status && ` · figures of the last ${status.windowSeconds} s`}
    </p>
  );
}

function Headline({ status }: { status: ServerStatus }) {
  const figures = figuresOf(status);
  const ms = (value: number | undefined) => (value === undefined ? "–" : duration(value));
  const perSecond = (value: number | undefined) => rate(value ?? 0);
  const parts: [string, string, string][] = [
    ["Calls a second", perSecond(figures["calls"]), `${perSecond(figures["errors"])} errors of the server`],
    ["Recommendations", ms(figures["p50"]), `half of them at most; 99 in 100: ${ms(figures["p99"])}`],
    ["Freshness lag", ms(figures["fresh50"]), `from reading a batch to counting in answers; 99 in 100: ${ms(figures["fresh99"])}`],
    ["Interactions a second", perSecond(figures["accepted"]), `${status.ingestion?.openStreams ?? 0} streams open`],
    ["Degraded a second", perSecond(figures["degraded"]),
      `${status.pipelines.reduce((sum, one) => sum + Number(one.totalDegradations), 0)} parts done without since the start`],
  ];
  // What not every server measures is shown where one does.
  if (status.liveModel?.indexRecall !== undefined) {
    const { indexRecall, indexRecallAlarm } = status.liveModel;
    const alarm = indexRecallAlarm === undefined ? "" : `, ${indexRecall < indexRecallAlarm ? "below" : "alarm below"} ${percent(indexRecallAlarm)}`;
    parts.push(["Recall of the index", percent(indexRecall), `sampled on live traffic against an exact search${alarm}`]);
  }
  if (status.cache) parts.push(["Answers from the cache", percent(status.cache.hitRatio), `${count(status.cache.entryCount)} held`]);
  return (
    <dl class="figures">
      {parts.map(([name, value, about]) => (
        <div class="figure" key={name}><dt>{name}</dt><dd class="figure-value">{value}</dd><dd class="figure-about">{about}</dd></div>
      ))}
    </dl>
  );
}
