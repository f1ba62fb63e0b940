import assert from "node:assert/strict";
import { test } from "node:test";
import { measureQuality } from "../../src/logic/quality.js";

test("precision counts over the page, retrieval recall over what was held out", () => {
  const quality = measureQuality(["a", "b", "c", "d"], ["a", "b", "c", "d", "e", "f"], new Set(["b", "e", "z"]));
  assert.equal(quality.pageHits, 1);
  assert.equal(quality.precision, 0.25);
  assert.equal(quality.retrievedHits, 2);
  assert.equal(quality.retrievalRecall, 2 / 3);
});

test("a product that comes twice counts once", () => {
  const quality = measureQuality(["a", "a"], ["a", "a"], new Set(["a"]));
  assert.equal(quality.precision, 1);
  assert.equal(quality.retrievalRecall, 1);
});

test("nothing shown and nothing held out are not zero, but not known", () => {
  const quality = measureQuality([], [], new Set());
  assert.equal(quality.precision, undefined);
  assert.equal(quality.retrievalRecall, undefined);
});
