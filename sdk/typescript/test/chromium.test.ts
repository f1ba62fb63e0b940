import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Code } from "@connectrpc/connect";
import type { Browser, Page } from "playwright-core";
import { RecommendationService } from "recsys-client";
import { ErrorInfoSchema } from "../src/gen/google/rpc/error_details_pb.js";
import { hasChromium, startChromium } from "./chromium.js";
import { Journal } from "./journal.js";
import { pages } from "./pages.js";
import { failure, ScriptedServer } from "./server.js";

type Sdk = typeof import("recsys-client/bundle");

describe("Chromium", { skip: !hasChromium && "there is no Chromium" }, () => {
  const journal = new Journal();
  let server: ScriptedServer;
  let browser: Browser;

  before(async () => {
    server = await ScriptedServer.start((router) => {
      journal.routes(router);
      router.service(RecommendationService, {
        recommendForUser: ({ pageSize }) => {
          if (pageSize > 500) throw failure(Code.InvalidArgument, "Too many.", {
            desc: ErrorInfoSchema, value: { reason: "INVALID_FIELDS", domain: "recsys" },
          });
          return { recommendations: [{ productId: "1", product: { title: "Tin" } }], attributionToken: "t" };
        },
      });
    }, pages);
    browser = await startChromium();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  /** Opens a page with the SDK, and a stream that waits for more for as long as it may. */
  async function openPage(): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(server.webAddress);
    await page.evaluate(async () => {
      const path = "/recsys-client.min.js";
      const sdk = await import(path) as Sdk;
      const client = sdk.connect(location.origin);
      const stream = client.openInteractionStream({ lingerMs: 60_000 });
      Object.assign(globalThis, { sdk, client, stream });
    });
    return page;
  }

  async function addThree(page: Page): Promise<number> {
    const before = journal.ids.length;
    await page.evaluate(async () => {
      const { sdk, stream } = globalThis as unknown as { sdk: Sdk; stream: ReturnType<OpenStream> };
      for (const productId of ["1", "2", "3"])
        await stream.add({ customerId: "1", productId, type: sdk.InteractionType.VIEW });
    });
    assert.equal(journal.ids.length, before);
    return before;
  }

  test("page goes elsewhere, what was added arrives", async () => {
    const page = await openPage();
    const before = await addThree(page);
    await page.goto("about:blank");
    await journal.holds(before + 3);
    await page.close();
  });

  test("page is closed, what was added arrives", async () => {
    const page = await openPage();
    const before = await addThree(page);
    await page.close({ runBeforeUnload: true });
    await journal.holds(before + 3);
  });

  test("calls, with what errors say", async () => {
    const page = await openPage();
    const seen = await page.evaluate(async () => {
      const { sdk, client } = globalThis as unknown as { sdk: Sdk; client: ReturnType<Sdk["connect"]> };
      const { recommendations } = await client.recommend({ customerId: "ü" });
      const error = await client.recommend({ pageSize: 501 }).catch((failed: unknown) => failed);
      return [recommendations[0]?.product?.title, error instanceof sdk.RecsysError && [error.code, error.reason]];
    });
    assert.deepEqual(seen, ["Tin", ["INVALID_ARGUMENT", "INVALID_FIELDS"]]);
    await page.close();
  });

  test("example, a click arrives", async () => {
    const page = await browser.newPage();
    const before = journal.ids.length;
    await page.goto(`${server.webAddress}/browser.html`);
    await page.getByText("Tin").click();
    await journal.holds(before + 1);
    await page.close();
  });
});

type OpenStream = ReturnType<Sdk["connect"]>["openInteractionStream"];
