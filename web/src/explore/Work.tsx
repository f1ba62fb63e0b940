import type { CandidateFate, PipelineTrace } from "../api/contract.js";
import { fateWords, funnelOf } from "../logic/funnel.js";
import { count, duration, words } from "../logic/format.js";
import { stageWords } from "../ui/labels.js";

/** How the answer came about: the time of each stage and source, and what each stage left and took away. */
export function Work({ trace, fate, choose }: {
  trace: PipelineTrace | undefined;
  fate: CandidateFate | undefined;
  choose: (fate: CandidateFate | undefined) => void;
}) {
  if (!trace) return null;
  const total = trace.stages.reduce((sum, stage) => sum + Number(stage.durationUs), 0) || 1;
  const sources = trace.sources.filter((source) => source.requestedCount > 0 || source.failed);
  const longest = Math.max(1, ...sources.map((source) => Number(source.durationUs)));
  const steps = funnelOf(trace);
  const most = Math.max(1, steps[0]!.count);
  return (
    <div class="work">
      <section class="panel" aria-labelledby="time-heading">
        <h2 id="time-heading">Time of each stage</h2>
        <div class="stage-bar" aria-hidden="true">
          {trace.stages.map(({ stage, durationUs }) => (
            <span key={stage} class={`stage s${stage}`} style={{ flexGrow: Number(durationUs) / total }} />
          ))}
        </div>
        <ul class="stage-list">
          {trace.stages.map(({ stage, durationUs, inputCount, outputCount }) => (
            <li key={stage} title={`${count(inputCount)} in, ${count(outputCount)} out`}>
              <span class={`dot s${stage}`} />{stageWords[stage]} <b>{duration(Number(durationUs) / 1000)}</b>
            </li>
          ))}
        </ul>
        <table class="sources">
          <caption class="visually-hidden">Sources asked while retrieving</caption>
          <thead><tr><th scope="col">source</th><th scope="col" class="num">found</th><th scope="col" class="num">new</th><th scope="col" colSpan={2}>time</th></tr></thead>
          <tbody>
            {sources.map((source) => (
              <tr key={source.name} class={source.failed ? "failed" : undefined}>
                <th scope="row">{words(source.name)}{source.failed && " · failed"}</th>
                <td class="num">{count(source.foundCount)}</td>
                <td class="num">{count(source.newCount)}</td>
                <td class="bar-cell"><span class="bar" style={{ width: `${(Number(source.durationUs) / longest) * 100}%` }} /></td>
                <td class="num">{duration(Number(source.durationUs) / 1000)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {trace.refillCount > 0 && <p class="fine">Sources were asked again {trace.refillCount === 1 ? "once" : `${trace.refillCount} times`}, since the rules left too few.</p>}
      </section>
      <section class="panel" aria-labelledby="funnel-heading">
        <h2 id="funnel-heading">What each stage took away</h2>
        <ol class="funnel">
          {steps.map((step) => (
            <li key={step.name}>
              <div class="funnel-head"><span>{step.name}</span><b>{count(step.count)}</b></div>
              <div class="funnel-bar" aria-hidden="true"><span style={{ width: `${(step.count / most) * 100}%` }} /></div>
              {step.removed.length > 0 && (
                <div class="funnel-removed">
                  {step.removed.map((part) => (
                    <button
                      key={part.fate} type="button" class="chip" aria-pressed={fate === part.fate} title={fateWords[part.fate].why}
                      onClick={() => choose(fate === part.fate ? undefined : part.fate)}
                    >
                      −{count(part.count)} {fateWords[part.fate].name}
                    </button>
                  ))}
                </div>
              )}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
