import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { Code } from "@connectrpc/connect";
import {
  connect, InteractionType, type InteractionReceipt, type InteractionStream, type InteractionStreamOptions,
  type RecsysClient, type RecsysError,
} from "recsys-client";
import { connect as connectWeb } from "recsys-client/bundle";
import { ErrorInfoSchema, RetryInfoSchema } from "../src/gen/google/rpc/error_details_pb.js";
import { TestClock } from "./clock.js";
import { Journal } from "./journal.js";
import { failure, ScriptedServer } from "./server.js";

let journal: Journal;
let server: ScriptedServer;
let clock: TestClock;
let client: RecsysClient;

beforeEach(async () => {
  journal = new Journal();
  server = await ScriptedServer.start((router) => journal.routes(router));
  clock = new TestClock();
});
afterEach(async () => {
  client.close();
  await server.stop();
});

const view = (id: string, productId = "1") => ({ id, customerId: "1", productId, type: InteractionType.VIEW });

for (const { name, open, lingerMs } of [
  { name: "Node", open: () => connect(server.address, { clock, apiKey: "k" }), lingerMs: 5 },
  { name: "browser", open: () => connectWeb(server.webAddress, { clock, apiKey: "k" }), lingerMs: 100 },
]) {
  const start = (options: InteractionStreamOptions = {}): InteractionStream => {
    client = open();
    return client.openInteractionStream({ lingerMs: 0, ...options });
  };

  describe(`InteractionStream, ${name}`, () => {
    test("what was added, in batches that wait for more", async () => {
      client = open();
      const stream = client.openInteractionStream();
      await stream.add(view("a"));
      await stream.add(view("b"));
      await clock.pass(lingerMs);
      await stream.flush();
      assert.deepEqual([journal.ids, journal.sizes], [["a", "b"], [2]]);
      assert.deepEqual(stream.totals, { accepted: 2, duplicates: 0, rejected: 0, journalPosition: 2n });
      assert.deepEqual(journal.keys, ["Bearer k"]);
      await stream.close();
    });

    test("full batches, sent at once and in order", async () => {
      const stream = start({ batchSize: 2, lingerMs: 60_000 });
      for (const id of ["a", "b", "c", "d"]) await stream.add(view(id));
      await stream.add(view("e"));
      await stream.close();
      assert.deepEqual([journal.ids, journal.sizes], [["a", "b", "c", "d", "e"], [2, 2, 1]]);
    });

    test("batches by bytes", async () => {
      const stream = start({ batchBytes: 1024, lingerMs: 60_000 });
      for (const id of ["a", "b", "c"]) await stream.add(view(id.repeat(128), "p".repeat(128)));
      await stream.add({ ...view("d".repeat(128)), attributionToken: "t".repeat(500) });
      await stream.close();
      assert.deepEqual(journal.sizes, [3, 1]);
    });

    test("every fate, told to who waits", async () => {
      const rejected: InteractionReceipt[] = [];
      const stream = start({ lingerMs: 60_000, onRejected: (receipt) => rejected.push(receipt) });
      const sent = [view("a"), view("a"), view("b", "wrong")].map((interaction) => stream.send(interaction));
      await stream.add(view("c", "wrong"));
      await stream.flush();
      const receipts = await Promise.all(sent);
      assert.deepEqual(receipts.map(({ interactionId, fate }) => [interactionId, fate]),
        [["a", "accepted"], ["a", "duplicate"], ["b", "rejected"]]);
      assert.equal(receipts[2]?.rejection?.field, "product_id");
      assert.equal(receipts[0]?.journalPosition, 1n);
      assert.deepEqual(rejected.map(({ interactionId }) => interactionId), ["b", "c"]);
      assert.deepEqual(stream.totals, { accepted: 1, duplicates: 1, rejected: 2, journalPosition: 1n });
      await stream.close();
    });

    test("missing id and time, filled in", async () => {
      const stream = start();
      const { interactionId } = await stream.send({ customerId: "1", productId: "1", type: InteractionType.VIEW });
      // The clock's time leads the id.
      assert.match(interactionId, /^018bcfe5-6800-7/);
      await stream.close();
    });

    test("connection breaks before the answer, sent again once", async () => {
      const stream = start();
      const sent = stream.send(view("a"));
      journal.beforeAnswer = () => {
        journal.beforeAnswer = () => {};
        server.cut();
      };
      await clock.pass(75);
      assert.equal((await sent).fate, "duplicate");
      assert.deepEqual([journal.ids, journal.sizes], [["a"], [1, 1]]);
      await stream.close();
    });

    test("server is away for a while, waits double up to a bound and what it asks for holds", async () => {
      const told: string[] = [];
      const stream = start({ mostRetryDelayMs: 300, onRetry: ({ code }) => told.push(code) });
      const away = () => {
        throw failure(Code.Unavailable, "Away.");
      };
      const later = () => {
        throw failure(Code.ResourceExhausted, "Full.",
          { desc: ErrorInfoSchema, value: { reason: "STORAGE_FULL" } } as any,
          { desc: RetryInfoSchema, value: { retryDelay: { seconds: 7n } } });
      };
      const failures = [away, away, away, later];
      journal.beforeWrite = () => failures.shift()?.();
      const sent = stream.send(view("a"));
      for (const milliseconds of [75, 150, 225, 7000]) await clock.pass(milliseconds);
      assert.equal((await sent).fate, "accepted");
      assert.deepEqual(told, ["UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE", "RESOURCE_EXHAUSTED"]);
      await stream.close();
    });

    test("failure that does not pass, fails the stream", async () => {
      const stream = start();
      journal.beforeWrite = () => {
        throw failure(Code.Unauthenticated, "No key.");
      };
      assert.equal((await failureOf(stream.send(view("a")))).code, "UNAUTHENTICATED");
      assert.equal((await failureOf(stream.add(view("b")))).code, "UNAUTHENTICATED");
      assert.equal((await failureOf(stream.flush())).code, "UNAUTHENTICATED");
      assert.equal((await failureOf(stream.close())).code, "UNAUTHENTICATED");
    });

    test("server stays away, gives up", async () => {
      const stream = start({ giveUpAfterMs: 100 });
      journal.beforeWrite = () => {
        throw failure(Code.Unavailable, "Away.");
      };
      const sent = failureOf(stream.send(view("a")));
      await clock.pass(75);
      await clock.pass(150);
      assert.deepEqual([(await sent).code, journal.sizes.length], ["UNAVAILABLE", 3]);
      await failureOf(stream.close());
    });

    test("buffer is full, adding waits, and fails when too many wait", async () => {
      const stream = start({ bufferSize: 1 });
      let release = () => {};
      journal.beforeWrite = () => new Promise<void>((resolve) => (release = resolve));
      const arrived = stream.add(view("a"));
      let added = false;
      const waiting = stream.add(view("b")).then(() => (added = true));
      assert.equal((await failureOf(stream.add(view("c")))).code, "RESOURCE_EXHAUSTED");
      await arrived;
      assert.equal(added, false);
      while (journal.sizes.length === 0) await new Promise(setImmediate);
      journal.beforeWrite = () => {};
      release();
      await waiting;
      await stream.close();
      assert.deepEqual(journal.ids, ["a", "b"]);
    });

    test("waiting for room is given up, the others' turn comes", async () => {
      const stream = start({ bufferSize: 2 });
      let release = () => {};
      journal.beforeWrite = () => new Promise<void>((resolve) => (release = resolve));
      const given = new AbortController();
      await stream.add(view("a"));
      await stream.add(view("b"));
      const aborted = stream.add(view("c"), { signal: given.signal });
      const waiting = stream.add(view("d"));
      given.abort();
      await assert.rejects(aborted, { name: "AbortError" });
      while (journal.sizes.length === 0) await new Promise(setImmediate);
      journal.beforeWrite = () => {};
      release();
      await waiting;
      await stream.close();
      assert.deepEqual(journal.ids, ["a", "b", "d"]);
    });

    test("closed with nothing added, no call is made", async () => {
      await start().close();
      assert.deepEqual(journal.keys, []);
    });

    test("closed, all is durable and nothing more is taken", async () => {
      const stream = start({ lingerMs: 60_000 });
      await stream.add(view("a"));
      await Promise.all([stream.close(), stream.close()]);
      assert.deepEqual(journal.ids, ["a"]);
      assert.equal((await failureOf(stream.add(view("b")))).code, "FAILED_PRECONDITION");
    });

    test("server does not answer, closing ends in time", async () => {
      const stream = start({ closeTimeoutMs: 400 });
      let release = () => {};
      journal.beforeWrite = () => new Promise<void>((resolve) => (release = resolve));
      await stream.add(view("a"));
      const closed = failureOf(stream.close());
      await clock.pass(400);
      await clock.pass(1000);
      assert.equal((await closed).code, "DEADLINE_EXCEEDED");
      release();
    });

    for (const options of [{ batchSize: 0 }, { batchBytes: 1 }, { lingerMs: -1 }, { bufferSize: 1e9 }]) {
      test(`options ${JSON.stringify(options)}, refused`, () => {
        assert.throws(() => start(options), RangeError);
      });
    }
  });
}

describe("InteractionStream, Node, resuming", () => {
  test("goes on behind what the server has, whose acknowledgement was lost", async () => {
    client = connect(server.address, { clock });
    const stream = client.openInteractionStream({ batchSize: 1 });
    await stream.send(view("a"));
    journal.beforeAnswer = () => {
      journal.beforeAnswer = () => {};
      server.cut();
      throw failure(Code.Aborted, "The connection is gone.");
    };
    const [lost, next] = [stream.send(view("b")), stream.send(view("c"))];
    await clock.pass(75);
    assert.deepEqual([(await lost).fate, (await next).fate], ["settled", "accepted"]);
    assert.deepEqual(journal.ids, ["a", "b", "c"]);
    const token = journal.messages.indexOf("token 1");
    assert.deepEqual(journal.messages.slice(token), ["token 1", 3n]);
    await stream.close();
  });

  test("acknowledgement out of order, fails the stream", async () => {
    const wrong = await ScriptedServer.start((router) => journal.routes({
      ...router,
      service: (service: never) => router.service(service, {
        async *ingestInteractions() {
          yield { batchNumber: 5n };
        },
      } as never),
    } as never));
    client = connect(wrong.address, { clock });
    const stream = client.openInteractionStream({ lingerMs: 0 });
    assert.equal((await failureOf(stream.send(view("a")))).code, "DATA_LOSS");
    await failureOf(stream.close());
    await wrong.stop();
  });

  test("server does not read, the client holds back", async () => {
    client = connect(server.address, { clock });
    let release = () => {};
    journal.beforeWrite = () => new Promise<void>((resolve) => (release = resolve));
    const stream = client.openInteractionStream({ batchSize: 1, bufferSize: 4_000 });
    const bytes = "t".repeat(10_000);
    for (let i = 0; i < 2_000; i++) await stream.add({ ...view(`${i}`), attributionToken: bytes });
    while (journal.sizes.length === 0) await new Promise(setImmediate);
    const written = server.bytesReceived;
    assert.ok(written < 2_000 * bytes.length / 4, `${written} bytes arrived before one was read`);
    journal.beforeWrite = () => {};
    release();
    await stream.close();
    assert.equal(journal.ids.length, 2_000);
  });
});

async function failureOf(call: Promise<unknown>): Promise<RecsysError> {
  const error = await call.then(() => assert.fail("It succeeded."), (failed: unknown) => failed);
  assert.equal((error as RecsysError).name, "RecsysError", String(error));
  return error as RecsysError;
}
