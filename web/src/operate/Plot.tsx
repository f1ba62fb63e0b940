import { useId } from "preact/hooks";
import { linePath, niceCeiling, type Sample } from "../logic/series.js";
import { keepMs } from "./watch.js";

// A plot that has just begun shows one minute, and more as there is more.
const spansMs = [60_000, 120_000, keepMs];
const width = 600;
const height = 120;

/** One figure of a plot. */
export interface Line {
  name: string;
  label: string;
  /** Colour, as the stylesheet names it. */
  colour: string;
}

/** Figures over the last minutes, five at most, with their values now. */
export function Plot({ title, lines, samples, show, unit = 1 }: {
  title: string;
  lines: readonly Line[];
  samples: readonly Sample[];
  show: (value: number) => string;
  /** What the scale's round numbers are counted in. */
  unit?: number;
}) {
  const id = useId();
  const now = samples.at(-1)?.time ?? 0;
  const age = now - (samples[0]?.time ?? now);
  const shownMs = spansMs.find((span) => span >= age) ?? keepMs;
  const ago = `${shownMs / 60_000} min`;
  const values = samples.flatMap((sample) => lines.map(({ name }) => sample.values[name] ?? 0));
  const most = niceCeiling(Math.max(0, ...values) / unit) * unit;
  const latest = samples.at(-1)?.values;
  const said = lines.map(({ name, label }) => `${label} ${latest?.[name] === undefined ? "none" : show(latest[name])}`).join(", ");
  return (
    <section class="panel plot" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="legend">
        {lines.map(({ name, label, colour }) => (
          <li key={name}><span class={`dot ${colour}`} />{label} <b>{latest?.[name] === undefined ? "–" : show(latest[name])}</b></li>
        ))}
      </ul>
      <div class="plot-box">
        <span class="plot-most" aria-hidden="true">{show(most)}</span>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${title}, the last ${ago}; now ${said}`}>
          {[0.25, 0.5, 0.75].map((part) => <line key={part} class="grid" x1="0" x2={width} y1={height * part} y2={height * part} />)}
          {lines.map(({ name, colour }) => (
            <path key={name} class={`series ${colour}`} d={linePath(samples, name, { width, height, now, keepMs: shownMs, most, gapMs: 5_000 })} />
          ))}
        </svg>
        <div class="plot-times" aria-hidden="true"><span>{ago} ago</span><span>now</span></div>
      </div>
    </section>
  );
}
