import assert from "node:assert/strict";
import { test } from "node:test";
import { InteractionType } from "../../src/api/contract.js";
import { readSettings, requestOf, writeSettings } from "../../src/explore/settings.js";
import { snippetsOf } from "../../src/explore/snippets.js";

const roundTrip = (text: string) => writeSettings(readSettings(new URLSearchParams(text))).toString();

test("an address says the same after it was read and written", () => {
  for (const text of [
    "", "customer=12347", "customer=12347&k=1000&n=20&t=0.3&seed=-9&div=0.5&promo=0.2&min=1&max=9.5&cat=cake+tin&bought=in&like=22423",
    "visitor=&did=v%3A22423%2Cc%3A22720%2Cp%3A85123A",
  ]) assert.equal(roundTrip(text), text);
});

test("what makes no sense in an address takes its default or the nearest bound", () => {
  const settings = readSettings(new URLSearchParams("customer=1&k=5&n=9999&t=x&seed=1e9&div=7&promo=-1&did=zz,v:"));
  assert.equal(settings.pageSize, 500);
  assert.equal(settings.candidateCount, 500);
  assert.equal(settings.temperature, 0);
  assert.equal(settings.seed, undefined);
  assert.equal(settings.diversity, 1);
  assert.equal(settings.promotionThreshold, 0);
  assert.deepEqual(settings.events, []);
});

test("a request holds what was set and leaves out what was not", () => {
  const plain = requestOf(readSettings(new URLSearchParams("customer=12347")));
  assert.equal(plain.filter, undefined);
  assert.equal(plain.ordering, undefined);
  assert.equal(plain.excludePurchased, undefined);
  const visitor = requestOf(readSettings(new URLSearchParams("visitor=&did=c:22720&max=3&bought=in&promo=0")));
  assert.equal(visitor.customerId, "");
  assert.equal(visitor.recentEvents[0]?.type, InteractionType.ADD_TO_CART);
  assert.equal(visitor.filter?.maxPrice, 3);
  assert.equal(visitor.filter?.minPrice, undefined);
  assert.equal(visitor.ordering?.promotionThreshold, 0);
  assert.equal(visitor.excludePurchased, false);
});

test("the same request is written in each language in its own way", () => {
  const request = requestOf(readSettings(new URLSearchParams("visitor=&did=v:22423&t=0.5&seed=7&bought=in&cat=it's")));
  const [curl, csharp, typescript, python] = snippetsOf(request, "http://host:1", true).map((snippet) => snippet.text);
  assert.match(curl!, /curl http:\/\/host:1\/v1\/recommendations:forUser/);
  assert.ok(curl!.includes(`"it'\\''s"`));
  assert.match(csharp!, /Type = InteractionType\.View,/);
  assert.match(csharp!, /Temperature = 0\.5f,/);
  assert.match(csharp!, /Seed = 7,/);
  assert.match(typescript!, /import \{ connect, InteractionType, RecommendationView \} from "recsys-client";/);
  assert.match(typescript!, /seed: 7n,/);
  assert.match(typescript!, /view: RecommendationView\.FULL,/);
  assert.match(python!, /exclude_purchased=False,/);
  assert.match(python!, /"type": "INTERACTION_TYPE_VIEW",/);
  assert.match(python!, /api_key=os\.environ\["RECSYS_API_KEY"\]/);
});
