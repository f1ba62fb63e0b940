import assert from "node:assert/strict";
import { test } from "node:test";
import { changeInWords, comparePages, moveInWords } from "../../src/logic/ranking.js";

test("a page compared with itself has no marks", () => {
  const change = comparePages(["a", "b", "c"], ["a", "b", "c"]);
  assert.deepEqual([...change.moves.values()].map(moveInWords), ["", "", ""]);
  assert.equal(changeInWords(change), "nothing changed");
});

test("new, moved and gone products are told apart", () => {
  const change = comparePages(["a", "b", "c", "d"], ["c", "a", "x", "d"]);
  assert.equal(moveInWords(change.moves.get("c")), "up 2");
  assert.equal(moveInWords(change.moves.get("a")), "down 1");
  assert.equal(moveInWords(change.moves.get("x")), "new");
  assert.equal(moveInWords(change.moves.get("d")), "");
  assert.deepEqual(change.gone, [{ id: "b", place: 1 }]);
  assert.equal(changeInWords(change), "1 new, 2 moved, 1 gone");
});

test("from an empty page everything is new, to an empty one everything is gone", () => {
  assert.equal(changeInWords(comparePages([], ["a", "b"])), "2 new");
  assert.equal(changeInWords(comparePages(["a", "b"], [])), "2 gone");
});
