// Runs conformance requests in headless Chromium, in a page of the server's own origin.
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { pinOf, startChromium } from "../test/chromium.js";
import { answerLines } from "./lines.js";
import type { Endpoint, Reply, Request } from "./protocol.js";

interface InPage {
  execute(request: Request): Promise<Reply>;
}

const script = readFileSync(new URL("page.min.js", import.meta.url), "utf8");
const browsers = new Map<string, Browser>();
const pages = new Map<string, Page>();

await answerLines(async (request) => {
  const endpoint = "endpoint" in request ? request.endpoint : { address: "http://localhost", api_key: "", ca_file: "" };
  const page = await pageOf(endpoint);
  const answered = await page.evaluate(
    async (line) => JSON.stringify(await (globalThis as unknown as InPage).execute(JSON.parse(line) as Request)),
    JSON.stringify(request));
  return JSON.parse(answered) as Reply;
});
for (const browser of browsers.values()) await browser.close();

async function pageOf({ address, ca_file }: Endpoint): Promise<Page> {
  const key = `${ca_file} ${address}`;
  let page = pages.get(key);
  if (!page) {
    page = await (await browserOf(address, ca_file)).newPage();
    page.on("console", (message) => console.error(message.text()));
    // No server is asked for the page: many of those in the suite have none.
    const url = `${new URL(address).origin}/conformance.html`;
    const body = "<!doctype html><title>Conformance</title>";
    await page.route(url, (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto(url);
    await page.addScriptTag({ type: "module", content: script });
    await page.waitForFunction(() => "execute" in globalThis);
    pages.set(key, page);
  }
  return page;
}

async function browserOf(address: string, caFile: string): Promise<Browser> {
  const pin = caFile === "" ? undefined : await pinOf(address, readFileSync(caFile));
  const key = pin ?? "";
  let browser = browsers.get(key);
  if (!browser) {
    browser = await startChromium(pin === undefined ? [] : [pin]);
    browsers.set(key, browser);
  }
  return browser;
}
