import { bytes, duration, rate } from "../logic/format.js";
import type { Sample } from "../logic/series.js";
import { stageWords } from "../ui/labels.js";
import { Plot, type Line } from "./Plot.js";

const stages: Line[] = [1, 2, 3, 4, 5].map((stage) =>
  ({ name: `stage${stage}`, label: stageWords[stage as keyof typeof stageWords], colour: `s${stage}` }));

/** Everything that is plotted. */
export function Plots({ samples }: { samples: readonly Sample[] }) {
  return (
    <div class="plots">
      <Plot title="Calls a second" samples={samples} show={rate} lines={[
        { name: "calls", label: "all", colour: "s2" }, { name: "recommendations", label: "recommendations", colour: "s4" },
        { name: "errors", label: "errors", colour: "bad" },
      ]} />
      <Plot title="Latency of RecommendForUser" samples={samples} show={duration} lines={[
        { name: "p50", label: "p50", colour: "s4" }, { name: "p90", label: "p90", colour: "s2" }, { name: "p99", label: "p99", colour: "s3" },
      ]} />
      <Plot title="Time of each stage, median" samples={samples} show={duration} lines={stages} />
      <Plot title="Interactions a second" samples={samples} show={rate} lines={[
        { name: "accepted", label: "accepted", colour: "s4" }, { name: "duplicates", label: "duplicates", colour: "s2" },
        { name: "rejected", label: "rejected", colour: "bad" },
      ]} />
      <Plot title="Freshness lag" samples={samples} show={duration} lines={[
        { name: "fresh50", label: "p50", colour: "s4" }, { name: "fresh99", label: "p99", colour: "s3" },
      ]} />
      <Plot title="Memory" samples={samples} show={bytes} unit={2 ** 20} lines={[
        { name: "resident", label: "resident", colour: "s2" }, { name: "managed", label: "managed", colour: "s5" },
        { name: "state", label: "state", colour: "s4" },
      ]} />
      <Plot title="Journal written a second" samples={samples} show={bytes} unit={2 ** 10} lines={[{ name: "journal", label: "written", colour: "s4" }]} />
      <Plot title="Processors in use" samples={samples} show={rate} lines={[{ name: "processors", label: "processors", colour: "s5" }]} />
    </div>
  );
}
