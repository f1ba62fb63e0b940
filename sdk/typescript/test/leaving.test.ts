import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import {
  InteractionType, type InteractionStream, type InteractionStreamOptions, type RecsysClient,
} from "recsys-client";
import { connect } from "recsys-client/bundle";
import { TestClock } from "./clock.js";
import { Journal } from "./journal.js";
import { ScriptedServer } from "./server.js";

/** What stands for the page: it can be hidden and left. */
class Page extends EventTarget {
  visibilityState = "visible";

  hide(): void {
    this.visibilityState = "hidden";
    this.dispatchEvent(new Event("visibilitychange"));
  }

  leave(): void {
    this.dispatchEvent(new Event("pagehide"));
  }
}

interface Sent {
  readonly keepalive: boolean;
  readonly bytes: number;
}

let journal: Journal;
let server: ScriptedServer;
let page: Page;
let sent: Sent[];
let client: RecsysClient;
const realFetch = globalThis.fetch;

beforeEach(async () => {
  journal = new Journal();
  server = await ScriptedServer.start((router) => journal.routes(router));
  page = new Page();
  sent = [];
  Object.assign(globalThis, {
    document: page, window: page,
    fetch: (input: string, init: RequestInit) => {
      sent.push({ keepalive: init.keepalive ?? false, bytes: (init.body as Uint8Array).byteLength });
      return realFetch(input, init);
    },
  });
});
afterEach(async () => {
  client.close();
  await server.stop();
  Object.assign(globalThis, { document: undefined, window: undefined, fetch: realFetch });
});

function open(options: InteractionStreamOptions = {}): InteractionStream {
  client = connect(server.webAddress, { clock: new TestClock() });
  return client.openInteractionStream(options);
}

const view = (id: string, bytes = 0) =>
  ({ id, customerId: "1", productId: "1", type: InteractionType.VIEW, attributionToken: "t".repeat(bytes) });

describe("InteractionStream, page", () => {
  for (const leave of ["hide", "leave"] as const) {
    test(`page is about to ${leave}, what waits for more leaves at once and outlives the page`, async () => {
      const stream = open();
      await stream.add(view("a"));
      const durable = stream.send(view("b"));
      page[leave]();
      await durable;
      assert.deepEqual(journal.ids, ["a", "b"]);
      assert.deepEqual(sent.map(({ keepalive }) => keepalive), [true]);
      await stream.close();
    });
  }

  test("page is left while a batch is under way, the next ones leave beside it as far as browsers allow", async () => {
    const stream = open({ batchSize: 1 });
    const releases: (() => void)[] = [];
    journal.beforeWrite = () => new Promise<void>((resolve) => releases.push(resolve));
    for (const id of ["a", "b", "c", "d"]) await stream.add(view(id, 20 << 10));
    while (releases.length < 1) await new Promise(setImmediate);
    page.leave();
    while (releases.length < 2) await new Promise(setImmediate);
    assert.equal(sent.length, 2);
    assert.ok(sent.every(({ keepalive }) => keepalive));
    journal.beforeWrite = () => {};
    for (const release of releases) release();
    await stream.close();
    assert.deepEqual([...journal.ids].sort(), ["a", "b", "c", "d"]);
  });

  test("batch larger than what outlives a page, an ordinary request", async () => {
    const stream = open({ batchBytes: 1 << 20 });
    for (let i = 0; i < 4; i++) await stream.add(view(`${i}`, 20 << 10));
    await stream.close();
    assert.deepEqual(sent.map(({ keepalive }) => keepalive), [false]);
  });

  test("browser refuses a request that outlives its page, an ordinary one takes its place", async () => {
    const clock = new TestClock();
    const recorded = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      if (init?.keepalive) throw new TypeError("Too much is under way.");
      return recorded(input, init);
    };
    client = connect(server.webAddress, { clock });
    const stream = client.openInteractionStream({ lingerMs: 0 });
    const durable = stream.send(view("a"));
    await clock.pass(75);
    assert.equal((await durable).fate, "accepted");
    await stream.close();
  });

  test("closed, the page is not listened to any more", async () => {
    const stream = open();
    await stream.close();
    page.leave();
    assert.deepEqual(sent, []);
  });
});
