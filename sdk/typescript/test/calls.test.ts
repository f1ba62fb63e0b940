import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { Code, type HandlerContext } from "@connectrpc/connect";
import {
  attribute, connect, ErrorReason, InteractionType, OperationsService, ProductService, RecommendationService,
  InteractionService, RecsysError, type RecsysClient,
} from "recsys-client";
import { connect as connectWeb } from "recsys-client/bundle";
import {
  BadRequestSchema, ErrorInfoSchema, RequestInfoSchema, RetryInfoSchema,
} from "../src/gen/google/rpc/error_details_pb.js";
import { TestClock } from "./clock.js";
import { failure, ScriptedServer } from "./server.js";

const info = (reason: string, metadata: Record<string, string> = {}) =>
  ({ desc: ErrorInfoSchema, value: { reason, domain: "recsys", metadata } });
const unavailable = (seconds?: number) => seconds === undefined
  ? failure(Code.Unavailable, "Away.", info("OVERLOADED"))
  : failure<any>(Code.Unavailable, "Away.", info("OVERLOADED"),
    { desc: RetryInfoSchema, value: { retryDelay: { seconds: BigInt(seconds) } } });

let server: ScriptedServer;
let tries = 0;
let answer: (context: HandlerContext) => Promise<object> | object = () => ({});
let watch: (context: HandlerContext) => AsyncGenerator<object> = async function* () {};

const take = (_: unknown, context: HandlerContext) => (tries++, answer(context));

before(async () => {
  server = await ScriptedServer.start((router) => {
    router.service(RecommendationService, { recommendForUser: take });
    router.service(ProductService, { createProduct: take, getProduct: take });
    router.service(InteractionService, {
      writeInteractions: (request) => ({ results: request.interactions.map(({ id }) => ({ interactionId: id })) }),
    });
    router.service(OperationsService, { watchServerStatus: (_, context) => watch(context) });
  });
});
after(() => server.stop());
beforeEach(() => (tries = 0));

const platforms = [
  { name: "Node", open: (options?: object): RecsysClient => connect(server.address, options) },
  { name: "browser", open: (options?: object): RecsysClient => connectWeb(server.webAddress, options) },
];
for (const { name, open } of platforms) {
  describe(`Calls, ${name}`, () => {
    test("failure with every detail, typed error", async () => {
      using client = open();
      const wrong = { field: "page_size", description: "must be 1–500" };
      answer = () => {
        throw failure<any>(
          Code.InvalidArgument, "page_size must be 1–500.", info("INVALID_FIELDS", { product_id: "ü" }),
          { desc: BadRequestSchema, value: { fieldViolations: [wrong] } },
          { desc: RetryInfoSchema, value: { retryDelay: { seconds: 1n, nanos: 500_000_000 } } },
          { desc: RequestInfoSchema, value: { requestId: "r-1" } });
      };
      const error = await failureOf(client.recommend({}));
      assert.equal(error.code, "INVALID_ARGUMENT");
      assert.equal(error.message, "page_size must be 1–500.");
      assert.equal(error.reason, ErrorReason.INVALID_FIELDS);
      assert.equal(error.domain, "recsys");
      assert.deepEqual(error.metadata, { product_id: "ü" });
      assert.deepEqual(error.fieldViolations, [wrong]);
      assert.equal(error.retryDelayMs, 1500);
      assert.equal(error.requestId, "r-1");
    });

    test("safe call while unavailable, repeated with doubling waits", async () => {
      const clock = new TestClock();
      using client = open({ clock });
      answer = () => {
        if (tries < 3) throw unavailable();
        return { attributionToken: "t" };
      };
      const call = client.recommend({});
      await clock.pass(100);
      await clock.pass(200);
      assert.equal((await call).attributionToken, "t");
      assert.equal(tries, 3);
    });

    test("safe call, waits as long as the server says", async () => {
      const clock = new TestClock();
      using client = open({ clock });
      answer = () => {
        if (tries < 2) throw unavailable(2);
        return {};
      };
      const call = client.recommend({});
      await clock.pass(2000);
      await call;
      assert.equal(tries, 2);
    });

    test("wait beyond the deadline, fails at once with what the server said", async () => {
      using client = open({ clock: new TestClock(), timeoutMs: 1500 });
      answer = () => {
        throw unavailable(2);
      };
      const error = await failureOf(client.recommend({}));
      assert.deepEqual([error.code, error.retryDelayMs, tries], ["UNAVAILABLE", 2000, 1]);
    });

    test("server stays unavailable, tried as often as was said", async () => {
      const clock = new TestClock();
      using client = open({ clock, maxAttempts: 2 });
      answer = () => {
        throw unavailable();
      };
      const call = failureOf(client.recommend({}));
      await clock.pass(100);
      assert.deepEqual([(await call).code, tries], ["UNAVAILABLE", 2]);
    });

    test("call that the contract does not mark as safe, not repeated", async () => {
      using client = open({ clock: new TestClock() });
      answer = () => {
        throw unavailable();
      };
      const error = await failureOf(client.products.createProduct({ product: { id: "1" } }));
      assert.deepEqual([error.code, tries], ["UNAVAILABLE", 1]);
    });

    test("other failure of a safe call, not repeated", async () => {
      using client = open({ clock: new TestClock() });
      answer = () => {
        throw failure(Code.ResourceExhausted, "Full.", info("STORAGE_FULL"));
      };
      assert.equal((await failureOf(client.recommend({}))).code, "RESOURCE_EXHAUSTED");
      assert.equal(tries, 1);
    });

    test("no server, UNAVAILABLE", async () => {
      const address = await freeAddress();
      using client = name === "Node" ? connect(address, { maxAttempts: 1 }) : connectWeb(address, { maxAttempts: 1 });
      const error = await failureOf(client.recommend({}));
      assert.equal(error.code, "UNAVAILABLE");
      assert.match(error.message, /^The server cannot be reached/);
    });

    test("key and deadline are sent", async () => {
      using client = open({ apiKey: "secret", timeoutMs: 4000 });
      const seen: (string | null)[] = [];
      answer = ({ requestHeader }) => {
        seen.push(requestHeader.get("authorization"), requestHeader.get("grpc-timeout"));
        return {};
      };
      await client.recommend({});
      assert.equal(seen[0], "Bearer secret");
      assert.match(seen[1] ?? "", /^(4000|39\d\d)m$/);
    });

    test("deadline passes, DEADLINE_EXCEEDED", async () => {
      using client = open();
      answer = ({ signal }) => new Promise((resolve) => signal.addEventListener("abort", () => resolve({})));
      assert.equal((await failureOf(client.recommend({}, { timeoutMs: 20 }))).code, "DEADLINE_EXCEEDED");
    });

    test("signal is aborted under way, CANCELLED and the server is told", async () => {
      using client = open({ timeoutMs: 60_000 });
      const given = new AbortController();
      const told = new Promise<void>((resolve) => {
        answer = ({ signal }) => new Promise((end) => {
          signal.addEventListener("abort", () => (resolve(), end({})));
          given.abort();
        });
      });
      assert.equal((await failureOf(client.recommend({}, { signal: given.signal }))).code, "CANCELLED");
      await told;
    });

    test("signal is aborted while it waits to repeat, CANCELLED", async () => {
      const clock = new TestClock();
      using client = open({ clock });
      const given = new AbortController();
      answer = () => {
        throw unavailable();
      };
      const call = failureOf(client.recommend({}, { signal: given.signal }));
      await clock.waitFor(100);
      given.abort();
      assert.deepEqual([(await call).code, tries], ["CANCELLED", 1]);
    });

    test("client is closed, calls under way and later ones end with CANCELLED", async () => {
      const client = open({ timeoutMs: 60_000 });
      const arrived = new Promise<void>((resolve) => {
        answer = ({ signal }) => new Promise((end) => (resolve(), signal.addEventListener("abort", () => end({}))));
      });
      const call = failureOf(client.recommend({}));
      await arrived;
      client.close();
      assert.equal((await call).code, "CANCELLED");
      assert.equal((await failureOf(client.recommend({}))).code, "CANCELLED");
    });

    test("stream of answers that fails, typed error after the answers", async () => {
      using client = open();
      watch = async function* () {
        yield { status: {} };
        throw failure(Code.Unavailable, "Stopping.", info("SERVER_STOPPING"));
      };
      let read = 0;
      const error = await failureOf((async () => {
        for await (const _ of client.operations.watchServerStatus({})) read++;
      })());
      assert.deepEqual([read, error.code, error.reason], [1, "UNAVAILABLE", "SERVER_STOPPING"]);
    });

    test("loop over a stream is left, the call ends", async () => {
      using client = open();
      const told = new Promise<void>((resolve) => {
        watch = async function* ({ signal }) {
          signal.addEventListener("abort", () => resolve());
          for (;;) {
            yield { status: {} };
            await new Promise(setImmediate);
          }
        };
      });
      for await (const _ of client.operations.watchServerStatus({})) break;
      await told;
    });

    test("write, ids and time are filled in and a given id is kept", async () => {
      using client = open();
      const given = { id: "mine", customerId: "1", productId: "2", type: InteractionType.VIEW };
      const { results } = await client.write([given, { ...given, id: "" }]);
      assert.equal(results[0]?.interactionId, "mine");
      assert.match(results[1]?.interactionId ?? "", /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    });

    for (const [what, address, options] of [
      ["no address", "127.0.0.1:5080", {}], ["other scheme", "ftp://a", {}], ["query", "http://a?b", {}],
      ["no time", "http://a", { timeoutMs: 0 }], ["too many tries", "http://a", { maxAttempts: 6 }],
      ["key with a space", "http://a", { apiKey: "a b" }],
    ] as const) {
      test(`connect with ${what}, refused`, () => {
        assert.throws(() => (name === "Node" ? connect : connectWeb)(address, options), /TypeError|RangeError/);
      });
    }
  });
}

test("attribute, a copy with the token", () => {
  const click = { customerId: "1", productId: "2", type: InteractionType.CLICK };
  assert.equal(attribute(click, { attributionToken: "t" }).attributionToken, "t");
  assert.ok(!("attributionToken" in click));
});

test("certificates in a browser, refused", () => {
  assert.throws(() => connectWeb("https://a", { caCertificates: "x" }), TypeError);
});

async function failureOf(call: Promise<unknown>): Promise<RecsysError> {
  const error = await call.then(() => assert.fail("The call succeeded."), (failed: unknown) => failed);
  assert.equal((error as RecsysError).name, "RecsysError");
  return error as RecsysError;
}

async function freeAddress(): Promise<string> {
  const gone = await ScriptedServer.start(() => {});
  await gone.stop();
  return gone.webAddress;
}
