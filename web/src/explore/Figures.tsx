import type { RecommendForUserResponse } from "../api/contract.js";
import { count, date, duration, percent } from "../logic/format.js";
import type { Quality } from "../logic/quality.js";
import type { HeldOut } from "./people.js";

/** The figures of an answer: how long it took, and how much of what really happened it found. */
export function Figures({ response, quality, heldOut, elapsedMs, visitor }: {
  response: RecommendForUserResponse;
  quality: Quality | undefined;
  heldOut: HeldOut | undefined;
  elapsedMs: number | undefined;
  visitor: boolean;
}) {
  const trace = response.trace;
  const since = heldOut?.startTime ? ` since ${date(heldOut.startTime)}` : "";
  return (
    <dl class="figures">
      <Figure name="In the pipeline" value={trace ? duration(Number(trace.durationUs) / 1000) : "–"}
        about={elapsedMs === undefined ? "" : `${duration(elapsedMs)} as the browser saw it, trace of all candidates included`} />
      <Figure name="Candidates" value={count(trace?.candidates.length ?? 0)}
        about={`${count(response.recommendations.length)} made the page`} />
      {quality
        ? (
          <>
            <Figure star name={`Precision @ ${response.recommendations.length}`} value={percent(quality.precision)}
              about={`${quality.pageHits} of the ${response.recommendations.length} on the page were really chosen${since}`} />
            <Figure star name="Retrieval recall" value={percent(quality.retrievalRecall)}
              about={`${quality.retrievedHits} of the ${quality.heldOutCount} products really chosen${since} are among the candidates`} />
          </>
        )
        : (
          <Figure name="Precision and recall" value="–" about={visitor
            ? "Known for customers of whom interactions were held out" : "Nothing was held out of this customer"} />
        )}
    </dl>
  );
}

function Figure({ name, value, about, star = false }: { name: string; value: string; about: string; star?: boolean }) {
  return (
    <div class={star ? "figure star" : "figure"}>
      <dt>{name}</dt>
      <dd class="figure-value">{value}</dd>
      <dd class="figure-about">{about}</dd>
    </div>
  );
}
