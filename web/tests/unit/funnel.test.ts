import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { CandidateFate, PipelineTraceSchema } from "../../src/api/contract.js";
import { fateWords, funnelOf } from "../../src/logic/funnel.js";

const traceOf = (...fates: CandidateFate[]) =>
  create(PipelineTraceSchema, { candidates: fates.map((fate, at) => ({ productId: `p${at}`, fate })) });

test("every candidate is counted in the step that took it away", () => {
  const { RETURNED, BELOW_PAGE, ALREADY_PURCHASED, FILTERED_OUT, NOT_RANKED } = CandidateFate;
  const steps = funnelOf(traceOf(RETURNED, RETURNED, BELOW_PAGE, ALREADY_PURCHASED, FILTERED_OUT, FILTERED_OUT, NOT_RANKED));
  assert.deepEqual(steps.map((step) => step.count), [7, 4, 3, 2]);
  assert.deepEqual(steps[1]!.removed, [{ fate: FILTERED_OUT, count: 2 }, { fate: ALREADY_PURCHASED, count: 1 }]);
  assert.deepEqual(steps[2]!.removed, [{ fate: NOT_RANKED, count: 1 }]);
  assert.deepEqual(steps[3]!.removed, [{ fate: BELOW_PAGE, count: 1 }]);
});

test("an answer without candidates is a funnel of nothing", () => {
  assert.deepEqual(funnelOf(traceOf()).map((step) => step.count), [0, 0, 0, 0]);
});

test("every fate has words", () => {
  for (const fate of Object.values(CandidateFate).filter((value) => typeof value === "number")) {
    assert.ok(fateWords[fate].name.length > 2);
  }
});
