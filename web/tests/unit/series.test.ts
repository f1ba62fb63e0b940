import assert from "node:assert/strict";
import { test } from "node:test";
import { addSample, linePath, niceCeiling, type Sample } from "../../src/logic/series.js";

const at = (time: number, value?: number): Sample => ({ time, values: { value } });

test("old samples are let go of, and a clock that went back begins anew", () => {
  const samples = [at(0), at(1_000), at(2_000)].reduce<Sample[]>((kept, next) => addSample(kept, next, 1_500), []);
  assert.deepEqual(samples.map((sample) => sample.time), [1_000, 2_000]);
  assert.deepEqual(addSample(samples, at(500), 1_500).map((sample) => sample.time), [500]);
});

test("a scale ends at a round number", () => {
  const cases: [number, number][] = [[0, 1], [-3, 1], [0.7, 1], [1, 1], [1.01, 2], [2.2, 2.5], [3, 5], [51, 100], [0.021, 0.025]];
  for (const [value, ceiling] of cases) assert.ok(Math.abs(niceCeiling(value) - ceiling) < 1e-9, `${value}`);
});

test("a line breaks where a value is missing or too long nothing came", () => {
  const box = { width: 100, height: 10, now: 10_000, keepMs: 10_000, most: 10, gapMs: 3_000 };
  assert.equal(linePath([at(0, 0), at(1_000, 10)], "value", box), "M0.0 10.0L10.0 0.0");
  assert.equal(linePath([at(0, 0), at(1_000), at(2_000, 5)], "value", box), "M0.0 10.0M20.0 5.0");
  assert.equal(linePath([at(0, 0), at(9_000, 5)], "value", box), "M0.0 10.0M90.0 5.0");
  assert.equal(linePath([at(0, 99)], "value", box), "M0.0 0.0");
});
