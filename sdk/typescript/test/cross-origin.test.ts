import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { hasChromium, pinOf, startChromium } from "./chromium.js";
import { pages } from "./pages.js";

// Pages that this test serves call the real servers, whose origins are others. RECSYS_CORS_ORIGIN is the only origin
// that the one with TLS takes calls from.
const {
  RECSYS_ADDRESS: plain = "", RECSYS_TLS_ADDRESS: secured = "", RECSYS_CA_FILE: caFile = "",
  RECSYS_API_KEY: apiKey = "", RECSYS_CORS_ORIGIN: allowed = "",
} = process.env;

type Sdk = typeof import("recsys-client/bundle");
interface InPage {
  sdk: Sdk;
  client: ReturnType<Sdk["connect"]>;
}

const servers: Server[] = [];
let browser: Browser;

/** Serves the pages on a port; 0 takes a free one. */
async function serve(port = 0): Promise<string> {
  const server = createServer(pages);
  servers.push(server);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A page of an origin with a client of the server, and the protocol by which the server answered last. */
async function openPage(origin: string, address: string, key = ""): Promise<{ page: Page; protocol: () => string }> {
  const page = await browser.newPage();
  let protocol = "";
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  session.on("Network.responseReceived", ({ response }) => {
    if (response.url.startsWith(address)) protocol = response.protocol ?? "";
  });
  await page.goto(origin);
  await page.evaluate(async ([server, apiKey]) => {
    const path = "/recsys-client.min.js";
    const sdk = await import(path) as Sdk;
    Object.assign(globalThis, { sdk, client: sdk.connect(server as string, apiKey ? { apiKey } : {}) });
  }, [address, key]);
  return { page, protocol: () => protocol };
}

describe("across origins", { skip: (!hasChromium && "there is no Chromium") || (!plain && "no server") }, () => {
  let origin: string;
  before(async () => {
    const pin = secured && await pinOf(secured, readFileSync(caFile));
    browser = await startChromium(pin ? [pin] : []);
    // The origin that both servers take; else any, for a server that takes all.
    origin = await serve(allowed ? Number(new URL(allowed).port) : 0);
  });
  after(async () => {
    await browser?.close();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  for (const { name, address, key, wanted } of [
    { name: "http, HTTP/1.1", address: plain, key: "", wanted: "http/1.1" },
    { name: "https, HTTP/2", address: secured, key: apiKey, wanted: "h2" },
  ]) {
    describe(name, { skip: !address && "no server" }, () => {
      let page: Page;
      let protocol: () => string;
      before(async () => ({ page, protocol } = await openPage(origin, address, key)));

      test("unary call", async () => {
        const count = await page.evaluate(async () => {
          const { client } = globalThis as unknown as InPage;
          return (await client.recommend({ customerId: "12347", pageSize: 3 })).recommendations.length;
        });
        assert.deepEqual([count, protocol()], [3, wanted]);
      });

      test("stream of answers, each as it comes", async () => {
        const seen = await page.evaluate(async () => {
          const { client } = globalThis as unknown as InPage;
          const moments: (string | undefined)[] = [];
          for await (const { status } of client.operations.watchServerStatus({ intervalMs: 100 })) {
            moments.push(status?.time && "told");
            if (moments.length === 3) break;
          }
          return moments;
        });
        assert.deepEqual([seen, protocol()], [["told", "told", "told"], wanted]);
      });

      test("health, watched until the deadline", async () => {
        const seen = await page.evaluate(async () => {
          const { client, sdk } = globalThis as unknown as InPage;
          const statuses: unknown[] = [];
          try {
            for await (const { status } of client.health.watch({}, { timeoutMs: 500 })) statuses.push(status);
          } catch (error) {
            if (error instanceof sdk.RecsysError) statuses.push(error.code);
          }
          return statuses;
        });
        assert.deepEqual(seen, [1, "DEADLINE_EXCEEDED"]);
      });

      test("error before any answer, with its details", async () => {
        const seen = await page.evaluate(async () => {
          const { client, sdk } = globalThis as unknown as InPage;
          const failures: unknown[] = [];
          for (const call of [client.similar({ productId: "no such product" }), client.recommend({ pageSize: 501 })]) {
            const error = await call.catch((failure: unknown) => failure);
            if (!(error instanceof sdk.RecsysError)) return [String(error)];
            failures.push([error.code, error.reason, error.domain, error.metadata,
              error.fieldViolations.some(({ field }) => field === "page_size")]);
          }
          return failures;
        });
        assert.deepEqual(seen, [
          ["NOT_FOUND", "PRODUCT_NOT_FOUND", "recsys", { product_id: "no such product" }, false],
          ["INVALID_ARGUMENT", "INVALID_FIELDS", "recsys", {}, true],
        ]);
      });

      test("stream of interactions", async () => {
        const totals = await page.evaluate(async () => {
          const { client, sdk } = globalThis as unknown as InPage;
          const answer = await client.recommend({ customerId: "12347", pageSize: 3 });
          const stream = client.openInteractionStream();
          for (const { productId } of answer.recommendations)
            await stream.add(sdk.attribute({ customerId: "12347", productId, type: sdk.InteractionType.VIEW }, answer));
          await stream.close();
          return [stream.totals.accepted, stream.totals.rejected];
        });
        assert.deepEqual(totals, [3, 0]);
      });

      test("text form, by hand", async () => {
        const seen = await page.evaluate(async ([server, key]) => {
          const call = async (path: string, message: number[]) => {
            const frame = String.fromCharCode(0, 0, 0, 0, message.length, ...message);
            const answer = await fetch(`${server}/${path}`, {
              method: "POST", body: btoa(frame),
              headers: {
                "content-type": "application/grpc-web-text+proto", accept: "application/grpc-web-text+proto",
                "x-grpc-web": "1", ...(key && { authorization: `Bearer ${key}` }),
              },
            });
            // Each piece is padded by itself.
            const text = await answer.text();
            const bytes = text.match(/[A-Za-z0-9+/]+={0,2}/g)?.map((piece) => atob(piece)).join("") ?? "";
            const frames: [number, string][] = [];
            for (let at = 0; at < bytes.length;) {
              const size = [1, 2, 3, 4].reduce((sum, i) => sum * 256 + bytes.charCodeAt(at + i), 0);
              frames.push([bytes.charCodeAt(at), bytes.slice(at + 5, at + 5 + size)]);
              at += 5 + size;
            }
            return [answer.headers.get("content-type"), frames.map(([flag]) => flag), frames.at(-1)?.[1].trim()];
          };
          // GetServerStatus has an empty request; Health.Check's names no service.
          return [await call("recsys.v1.OperationsService/GetServerStatus", []),
            await call("grpc.health.v1.Health/Check", [])];
        }, [address, key]);
        for (const [type, flags, trailers] of seen as [string, number[], string][]) {
          assert.match(type, /^application\/grpc-web-text/);
          assert.deepEqual(flags, [0, 128]);
          assert.match(trailers, /^grpc-status: ?0/m);
        }
      });

      test("text form of a stream, by hand: each answer as it comes", async () => {
        const sizes = await page.evaluate(async ([server, key]) => {
          const stop = new AbortController();
          // WatchServerStatus, every 100 ms.
          const answer = await fetch(`${server}/recsys.v1.OperationsService/WatchServerStatus`, {
            method: "POST", body: btoa(String.fromCharCode(0, 0, 0, 0, 2, 8, 100)), signal: stop.signal,
            headers: {
              "content-type": "application/grpc-web-text+proto", accept: "application/grpc-web-text+proto",
              "x-grpc-web": "1", ...(key && { authorization: `Bearer ${key}` }),
            },
          });
          const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
          const sizes: number[] = [];
          let text = "";
          let bytes = "";
          while (sizes.length < 2) {
            const { value, done } = await reader.read();
            if (done) break;
            text += value;
            for (; text.length >= 4; text = text.slice(4)) bytes += atob(text.slice(0, 4));
            const size = [1, 2, 3, 4].reduce((sum, i) => sum * 256 + bytes.charCodeAt(i), 0);
            if (bytes.length < 5 || bytes.length < 5 + size) continue;
            sizes.push(bytes.charCodeAt(0) === 0 ? size : -1);
            bytes = bytes.slice(5 + size);
          }
          stop.abort();
          return sizes;
        }, [address, key]);
        assert.equal(sizes.length, 2);
        assert.ok(sizes.every((size) => size > 0), `${sizes}`);
      });

      test("broken frame, refused and the server goes on", async () => {
        const status = await page.evaluate(async ([server, key]) => {
          const { client } = globalThis as unknown as InPage;
          const answer = await fetch(`${server}/recsys.v1.RecommendationService/RecommendForUser`, {
            method: "POST", body: new Uint8Array([0, 0, 0, 0, 9, 1, 2]),
            headers: {
              "content-type": "application/grpc-web+proto", "x-grpc-web": "1",
              ...(key && { authorization: `Bearer ${key}` }),
            },
          });
          const body = await answer.text();
          await client.recommend({ customerId: "12347", pageSize: 1 });
          return answer.headers.get("grpc-status") ?? /grpc-status: ?(\d+)/.exec(body)?.[1];
        }, [address, key]);
        assert.match(status ?? "", /^[1-9]\d*$/);
      });

      test("wrong key, UNAUTHENTICATED", { skip: !key && "no key is needed" }, async () => {
        const seen = await page.evaluate(async (server) => {
          const { sdk } = globalThis as unknown as InPage;
          const error = await sdk.connect(server, { apiKey: "wrong" }).recommend({ customerId: "1" })
            .catch((failure: unknown) => failure);
          return error instanceof sdk.RecsysError ? [error.code, error.reason] : [String(error)];
        }, address);
        assert.deepEqual(seen, ["UNAUTHENTICATED", "API_KEY_INVALID"]);
      });
    });
  }

  test("page of another origin, refused", { skip: !allowed && "the server takes any origin" }, async () => {
    const { page } = await openPage(await serve(), secured || plain, apiKey);
    const told = await page.evaluate(async () => {
      const { client, sdk } = globalThis as unknown as InPage;
      const error = await client.recommend({ customerId: "1" }).catch((failure: unknown) => failure);
      return error instanceof sdk.RecsysError ? `${error.code}: ${error.message}` : String(error);
    });
    assert.match(told, new RegExp(`^UNAVAILABLE: .* does not allow pages of ${new URL(page.url()).origin}`));
  });
});
