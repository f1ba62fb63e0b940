// Against a running server with the suite's small shop; RECSYS_ADDRESS names it.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { connect, lines, reasonOf, type Schemas } from "../src/index.js";

const address = process.env.RECSYS_ADDRESS ?? "";
const options = address === "" ? { skip: "RECSYS_ADDRESS names no server" } : {};

test("recommends, with products", options, async () => {
  const client = connect(address);
  const { data, error } = await client.GET("/v1/customers/{customerId}/recommendations", {
    params: { path: { customerId: "some one/new" }, query: { pageSize: 3, includeProducts: true, "ordering.seed": "7" } },
  });
  assert.equal(error, undefined);
  assert.equal(data?.recommendations?.length, 3);
  assert.ok(data.recommendations[0]?.product?.id);
  assert.equal(data.provenance?.seed, "7");
});

test("writes interactions and reads what came of each", options, async () => {
  const client = connect(address);
  const { data: page } = await client.GET("/v1/products", { params: { query: { pageSize: 1 } } });
  const productId = page?.products?.[0]?.id ?? "";
  const { data, error } = await client.POST("/v1/interactions", {
    body: { interactions: [
      { id: randomUUID(), sessionId: "openapi", productId, type: "INTERACTION_TYPE_CLICK" },
      { id: randomUUID(), sessionId: "openapi", productId: "no such product", type: "INTERACTION_TYPE_CLICK" },
    ] },
  });
  assert.equal(error, undefined);
  assert.equal(data?.acceptedCount, 1);
  assert.equal(data.results?.[1]?.rejection?.reason, "PRODUCT_NOT_FOUND");
});

test("keeps a product whose id is not made for paths", options, async () => {
  const client = connect(address);
  const id = `öpen/api ${randomUUID()}:x`;
  await client.POST("/v1/products", { body: { id, title: "Lampe", price: 12.5 } });
  const params = { path: { productId: id } };
  const changed = await client.PATCH("/v1/products/{productId}", {
    params: { ...params, query: { updateMask: "price" } }, body: { price: 9 },
  });
  assert.equal(changed.data?.product?.price, 9);
  const read = await client.GET("/v1/products/{productId}", { params });
  assert.equal(read.data?.product?.title, "Lampe");
  const removed = await client.DELETE("/v1/products/{productId}", { params });
  assert.deepEqual(removed.data, {});
});

test("tells an error by its reason and its fields", options, async () => {
  const client = connect(address);
  const missing = await client.GET("/v1/products/{productId}", { params: { path: { productId: "no such product" } } });
  assert.equal(missing.response.status, 404);
  assert.equal(reasonOf(missing.error), "PRODUCT_NOT_FOUND");
  const wrong = await client.POST("/v1/recommendations:forUser", { body: { customerId: "a", pageSize: 9999 } });
  assert.equal(wrong.response.status, 400);
  const fields = wrong.error?.details?.flatMap((detail) => detail.fieldViolations ?? []).map((one) => one.field);
  assert.deepEqual(fields, ["page_size"]);
});

test("reads a stream line by line", options, async () => {
  const client = connect(address, { timeoutMs: 0 });
  const leaving = new AbortController();
  const { response } = await client.GET("/v1/server/status:watch", {
    params: { query: { intervalMs: 100 } }, parseAs: "stream", signal: leaving.signal,
  });
  assert.equal(response.headers.get("content-type"), "application/x-ndjson");
  let seen = 0;
  for await (const line of lines<Schemas["WatchServerStatusResponse"]>(response.body!)) {
    assert.ok(line.status?.serverVersion);
    if (++seen === 3) break;
  }
  leaving.abort();
  assert.equal(seen, 3);
});
