/** Samples of one or several figures over the last minutes, oldest first. */
export interface Sample {
  /** When, in ms since 1970. */
  time: number;
  values: Record<string, number | undefined>;
}

/** Adds a sample and lets go of those older than `keepMs`. A clock that went back begins anew. */
export function addSample(samples: readonly Sample[], next: Sample, keepMs: number): Sample[] {
  const last = samples.at(-1);
  const kept = last && last.time > next.time ? [] : samples.filter((sample) => sample.time > next.time - keepMs);
  return [...kept, next];
}

/** A round number at or above `value`: 1, 2, 2.5 or 5 times a power of ten; 1 for nothing. */
export function niceCeiling(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const head = [1, 2, 2.5, 5, 10].find((step) => step * power >= value * (1 - 1e-9)) ?? 10;
  return head * power;
}

/**
 * SVG path of one figure: x from 0 (`now - keepMs`) to `width`, y from `height` (0) up to 0 (`most`). A missing value,
 * or a gap longer than `gapMs`, breaks the line.
 */
export function linePath(
  samples: readonly Sample[], name: string,
  box: { width: number; height: number; now: number; keepMs: number; most: number; gapMs: number },
): string {
  let path = "";
  let before: number | undefined;
  for (const { time, values } of samples) {
    const value = values[name];
    if (value === undefined || !Number.isFinite(value)) {
      before = undefined;
      continue;
    }
    const x = Math.max(0, (1 - (box.now - time) / box.keepMs) * box.width);
    const y = box.height - Math.min(1, Math.max(0, value / box.most)) * box.height;
    path += `${before === undefined || time - before > box.gapMs ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    before = time;
  }
  return path;
}
