// The page of plain HTTP, /api/: rendered from the server's own document, calling the server itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { open } from "./browser.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export const apiTests = [];
const test = (name, run) => apiTests.push({ name, run });

// Opens the page at one call, and holds it to a silent console.
async function onCall(context, operation, run, options = {}) {
  const opened = await open(context.browser, context.demo.address, `api/#${operation}`, options);
  try {
    const call = opened.page.locator(`#${operation}`);
    await call.locator("form").waitFor();
    await run(opened.page, call);
    // The browser itself tells of every answer that is an error; where a test asks for one, that is no fault.
    const isAsked = (fault) => options.refused && fault.startsWith("error: Failed to load resource");
    assert.deepEqual(opened.faults.filter((fault) => !isAsked(fault)), []);
  } finally {
    await opened.close();
  }
}

const answerOf = (call) => call.locator("pre[aria-label=Answer]");

async function accessible(page) {
  // The page's own policy keeps scripts out that are put into it; the debugger's are not.
  const session = await page.context().newCDPSession(page);
  const evaluate = (expression) =>
    session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  await evaluate(`${readFileSync(axe, "utf8")};0`);
  const { result } = await evaluate("axe.run().then((found) => found.violations.map((one) => one.id + ': ' + one.nodes[0].html))");
  assert.deepEqual(result.value, []);
}

for (const scheme of ["light", "dark"]) {
  for (const size of ["desktop", "phone"]) {
    test(`api: a call is read and sent, ${scheme}, ${size}`, (context) => onCall(context, "RecommendForUser", async (page, call) => {
      await call.locator("input[name=pageSize]").fill("2");
      assert.match(await call.locator("pre[aria-label=curl]").innerText(), /^curl 'http.*\/v1\/customers\/17850\/recommendations\?pageSize=2'$/);
      await call.getByRole("button", { name: "Send" }).click();
      await answerOf(call).getByText(/recommendations/).waitFor();
      assert.match(await answerOf(call).innerText(), /^200/);
      await accessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      assert.equal(wide, false);
    }, { scheme, size }));
  }
}

test("api: by keyboard alone, an error is shown as it came", (context) => onCall(context, "GetProduct", async (page, call) => {
  await call.locator("input[name=productId]").fill("no such/product");
  await page.keyboard.press("Enter");
  await answerOf(call).getByText(/PRODUCT_NOT_FOUND/).waitFor();
}, { refused: true }));

test("api: a stream shows its lines as they come, and stops", (context) => onCall(context, "WatchServerStatus", async (page, call) => {
  await call.getByRole("button", { name: "Send" }).click();
  await page.waitForFunction(() =>
    (document.querySelector("#WatchServerStatus pre[aria-label=Answer]").textContent.match(/"status"/g) ?? []).length > 1);
  await call.getByRole("button", { name: "Stop" }).click();
}));
