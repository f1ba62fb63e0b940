import type { ComponentChildren } from "preact";
import { timestampDate, type ServerStatus } from "../api/contract.js";
import { bytes, count, duration, instant, percent, rate } from "../logic/format.js";

type Timestamp = Parameters<typeof timestampDate>[0];
const at = (time: Timestamp | undefined, none: string): string => (time ? instant(timestampDate(time)) : none);

/** What the server holds: journal, catalogue, live model, memory. */
export function Holdings({ status }: { status: ServerStatus }) {
  const { journal, store, liveModel, memory, cache } = status;
  return (
    <div class="holdings">
      {journal && (
        <Part name="Journal and checkpoints" facts={[
          ["Size", bytes(journal.sizeBytes)],
          ["Written", `${bytes(Math.round(journal.bytesPerSecond))} a second`],
          ["Durable up to", count(journal.durablePosition)],
          ["Replayed after a crash", bytes(journal.durablePosition - journal.checkpointPosition)],
          ["One commit", journal.commit?.count ? `${duration(journal.commit.p50Ms)}, p99 ${duration(journal.commit.p99Ms)}` : "none of late"],
          ["Last checkpoint", at(journal.checkpointTime, "none in this run")],
          ["It took", journal.checkpointTime ? duration(journal.checkpointMs) : "–"],
          ["Writes that failed", count(journal.totalFailures)],
        ]} />
      )}
      {store && (
        <Part name="Store" facts={[
          ["Products", count(store.productCount)],
          ["Customers", count(store.customerCount)],
          ["Histories", count(store.historyCount)],
          ["Interactions", count(store.interactionCount)],
          ["Records", bytes(store.stateSizeBytes)],
          ["Newest interaction", at(status.ingestion?.newestInteractionTime, "none")],
        ]} />
      )}
      {liveModel && (
        <Part name="Live model" facts={[
          ["Version", liveModel.version],
          ["Live since", at(liveModel.liveTime, "–")],
          ["Products in the index", count(liveModel.indexedProductCount)],
          ["Of them not merged yet", count(liveModel.unmergedProductCount)],
          ["Recall of the index", liveModel.indexRecall === undefined ? "not measured here" : percent(liveModel.indexRecall)],
          ["Answer cache", cache ? `${percent(cache.hitRatio)} of requests, ${count(cache.entryCount)} held` : "none in this server"],
        ]} />
      )}
      {memory && (
        <Part name="Memory against plan" facts={[
          ["Resident", bytes(memory.residentBytes)],
          ["Managed by .NET", bytes(memory.managedBytes)],
          ["Paused to collect", percent(memory.gcPauseRatio)],
          ["Processors", `${rate(memory.processorsUsed)} of ${memory.processorCount}`],
        ]}>
          <Meter name="State" used={Number(memory.stateBytes)} plan={Number(memory.stateBudgetBytes)} />
        </Part>
      )}
    </div>
  );
}

function Part({ name, facts, children }: { name: string; facts: [string, string][]; children?: ComponentChildren }) {
  return (
    <section class="panel" aria-label={name}>
      <h2>{name}</h2>
      {children}
      <dl class="facts">{facts.map(([fact, value]) => <div key={fact}><dt>{fact}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}

function Meter({ name, used, plan }: { name: string; used: number; plan: number }) {
  const part = plan > 0 ? Math.min(1, used / plan) : 0;
  return (
    <div class="meter" role="meter" aria-label={name} aria-valuemin={0} aria-valuemax={plan} aria-valuenow={Math.min(used, plan)}
      aria-valuetext={`${bytes(used)} of ${bytes(plan)}`}>
      <div class="slider-head"><span>{name}</span><b>{bytes(used)} of {bytes(plan)}</b></div>
      <div class="funnel-bar"><span class={part > 0.9 ? "bad" : undefined} style={{ width: `${part * 100}%` }} /></div>
    </div>
  );
}
