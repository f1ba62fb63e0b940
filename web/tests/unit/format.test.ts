import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, bytes, calmTitle, duration, percent, price, rate, span } from "../../src/logic/format.js";

test("durations take the unit that suits, also at the edges", () => {
  const cases: [number, string][] = [
    [0, "0 ms"], [0.0345, "34.5 µs"], [0.34, "340 µs"], [0.9996, "1 ms"], [1.254, "1.25 ms"], [32.3, "32.3 ms"],
    [999.4, "999 ms"], [999.6, "1 s"], [2_100, "2.1 s"], [200_000, "3 min 20 s"], [Number.NaN, "–"],
  ];
  for (const [ms, text] of cases) assert.equal(duration(ms), text, `${ms}`);
});

test("spans name their two largest units that follow each other", () => {
  const cases: [number, string][] = [[0, "0 s"], [59.6, "1 min"], [3_600, "1 h"], [7_500, "2 h 5 min"], [86_400 * 4 + 3_605, "4 d 1 h"]];
  for (const [seconds, text] of cases) assert.equal(span(seconds), text, `${seconds}`);
});

test("bytes, rates, percentages and prices", () => {
  assert.equal(bytes(0), "0 B");
  assert.equal(bytes(213.67), "214 B");
  assert.equal(bytes(1536), "1.5 KiB");
  assert.equal(bytes(5n * 1024n ** 3n), "5 GiB");
  assert.equal(rate(0), "0");
  assert.equal(rate(0.013), "0.01");
  assert.equal(rate(1234.5), "1,235");
  assert.equal(percent(undefined), "–");
  assert.equal(percent(0), "0 %");
  assert.equal(percent(1 / 12), "8.3 %");
  assert.equal(percent(1), "100 %");
  assert.equal(price(0), "");
  assert.equal(price(1234.5), "1,234.50");
});

test("only titles that shout are calmed", () => {
  assert.equal(calmTitle("SET OF 3 REGENCY CAKE TINS"), "Set of 3 regency cake tins");
  assert.equal(calmTitle("  72 SWEETHEART  FAIRY CAKE CASES"), "72 Sweetheart fairy cake cases");
  assert.equal(calmTitle("ÉCLAIR ÜBER"), "Éclair über");
  assert.equal(calmTitle("iPhone"), "iPhone");
  assert.equal(calmTitle("TV"), "TV");
});

test("times past are told in words", () => {
  assert.equal(ago(1_000, 1_900), "just now");
  assert.equal(ago(0, 200_000), "3 min ago");
});
