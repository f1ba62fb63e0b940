import { Fragment } from "preact";
import { Stage, type LatencyStatus, type ServerStatus } from "../api/contract.js";
import { count, duration, rate, words } from "../logic/format.js";
import { stageWords } from "../ui/labels.js";
import { Empty } from "../ui/Notice.js";

const times = (latency: LatencyStatus | undefined) => (latency?.count ? latency : undefined);

function Latency({ latency }: { latency: LatencyStatus | undefined }) {
  const known = times(latency);
  const cells = known ? [known.p50Ms, known.p90Ms, known.p99Ms, known.maxMs] : [];
  return <>{[0, 1, 2, 3].map((at) => <td key={at} class="num">{cells[at] === undefined ? "–" : duration(cells[at])}</td>)}</>;
}

const LatencyHeads = () => <>{["p50", "p90", "p99", "longest"].map((name) => <th key={name} scope="col" class="num">{name}</th>)}</>;

/** Stages and sources of each pipeline that ran. */
export function Pipelines({ status }: { status: ServerStatus }) {
  return (
    <div class="work">
      {status.pipelines.map((pipeline) => (
        <section class="panel" key={pipeline.pipeline} aria-label={`Pipeline ${pipeline.pipeline}`}>
          <div class="panel-head">
            <h2>Pipeline “{pipeline.pipeline}”</h2>
            <span class="fine">{rate(pipeline.requestsPerSecond)} requests a second, {rate(pipeline.degradationsPerSecond)} parts degraded</span>
          </div>
          <div class="scroll-x" tabIndex={0} role="region" aria-label={`Times of pipeline ${pipeline.pipeline}`}>
            <table class="plain">
              <thead><tr><th scope="col">Stage or source</th><th scope="col" class="num">found</th><LatencyHeads /></tr></thead>
              <tbody>
                <tr class="whole"><th scope="row">whole request</th><td /><Latency latency={pipeline.latency} /></tr>
                {pipeline.stages.map(({ stage, latency }) => (
                  <Fragment key={stage}>
                    <tr><th scope="row"><span class={`dot s${stage}`} />{stageWords[stage]}</th><td /><Latency latency={latency} /></tr>
                    {stage === Stage.RETRIEVE && pipeline.sources.map((source) => (
                      <tr key={source.source} class="sub">
                        <th scope="row">{words(source.source)}</th>
                        <td class="num">{times(source.latency) ? rate(source.meanCandidates) : "–"}</td>
                        <Latency latency={source.latency} />
                      </tr>
                    ))}
                  </Fragment>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </div>
  );
}

/** Every method that was called. */
export function Methods({ status }: { status: ServerStatus }) {
  const methods = [...status.methods].sort((a, b) => b.callsPerSecond - a.callsPerSecond || Number(b.totalCalls - a.totalCalls));
  return (
    <section class="panel" aria-labelledby="methods-heading">
      <h2 id="methods-heading">Methods</h2>
      {methods.length === 0 && <Empty title="No calls yet" />}
      <div class="scroll-x" tabIndex={0} role="region" aria-label="Methods that were called">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Method</th><th scope="col" class="num">a second</th><th scope="col" class="num">errors</th>
              <th scope="col" class="num">under way</th><th scope="col" class="num">in all</th><LatencyHeads />
            </tr>
          </thead>
          <tbody>
            {methods.map((method) => {
              const [service = "", name = ""] = method.method.split("/");
              return (
                <tr key={method.method}>
                  <th scope="row">{name} <span class="fine">{service.replace(/^.*\./, "").replace(/Service$/, "")}</span></th>
                  <td class="num">{rate(method.callsPerSecond)}</td>
                  <td class={method.errorsPerSecond > 0 ? "num bad" : "num"}>{rate(method.errorsPerSecond)}</td>
                  <td class="num">{count(method.activeCalls)}</td>
                  <td class="num">{count(method.totalCalls)}</td>
                  <Latency latency={method.latency} />
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
