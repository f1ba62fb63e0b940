import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { CandidateFate, CandidateTraceSchema } from "../../src/api/contract.js";
import { rowsOf, visibleRange, type View } from "../../src/logic/table.js";

const candidates = [
  { productId: "a", retrievalScore: 0.2, score: 0.9, sources: ["two_tower"], fate: CandidateFate.RETURNED },
  { productId: "b", retrievalScore: 0.9, sources: ["popular", "recent"], fate: CandidateFate.ALREADY_PURCHASED },
  { productId: "c", retrievalScore: 0.5, score: 0.1, sources: ["popular"], fate: CandidateFate.BELOW_PAGE },
].map((candidate) => create(CandidateTraceSchema, candidate));
const all: View = { sort: "found", reversed: false, fate: undefined, text: "", only: undefined };
const ids = (view: Partial<View>) =>
  rowsOf(candidates, { ...all, ...view }, (id) => (id === "c" ? "Cake Tin" : "")).map((row) => row.candidate.productId).join("");

test("rows are sorted best first, and the other way when turned", () => {
  assert.equal(ids({}), "abc");
  assert.equal(ids({ reversed: true }), "cba");
  assert.equal(ids({ sort: "retrieval" }), "bca");
  assert.equal(ids({ sort: "sources" }), "bac");
});

test("candidates that were not scored come last both ways", () => {
  assert.equal(ids({ sort: "score" }), "acb");
  assert.equal(ids({ sort: "score", reversed: true }), "cab");
});

test("rows are found by title, id, source, fate and set", () => {
  assert.equal(ids({ text: "cake" }), "c");
  assert.equal(ids({ text: "two tower" }), "a");
  assert.equal(ids({ fate: CandidateFate.ALREADY_PURCHASED }), "b");
  assert.equal(ids({ only: new Set(["a", "c"]), text: "popular" }), "c");
});

test("only rows in sight are drawn, never beyond the ends", () => {
  assert.deepEqual(visibleRange(0, 440, 44, 10_000), [0, 18]);
  assert.deepEqual(visibleRange(44_000, 440, 44, 10_000), [992, 1018]);
  assert.deepEqual(visibleRange(1e9, 440, 44, 5), [5, 5]);
  assert.deepEqual(visibleRange(0, 440, 44, 0), [0, 0]);
});
