// Opens every page in Chromium, light on a desktop and dark on a phone, under the server's content security policy, and fails on
// what axe-core finds, on messages in the console, on a page wider than its screen, and on a search that finds nothing.
//
//   node check.mjs SITE
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, resolve, sep } from "node:path";
import { withBrowser } from "./browser.mjs";

const site = resolve(process.argv[2]);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2",
  ".png": "image/png", ".txt": "text/plain",
};
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";

const server = createServer(async (request, response) => {
  const path = resolve(site, decodeURIComponent(new URL(request.url, "http://localhost").pathname).replace(/^\/docs\//, ""));
  try {
    if (!path.startsWith(site + sep)) throw new Error("outside");
    const body = await readFile(path);
    response.writeHead(200, {
      "content-type": types[extname(path)] ?? "application/octet-stream", "content-security-policy": policy, "x-content-type-options": "nosniff",
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const address = `http://127.0.0.1:${server.address().port}/docs`;

const pages = (await readdir(site, { recursive: true })).filter((path) => path.endsWith(".html")).map((path) => path.replaceAll(sep, "/")).sort();
// Each theme and each screen once: themes differ in colours alone, screens in layout alone.
const views = [
  { screen: "desktop", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { screen: "phone", viewport: { width: 360, height: 740 }, colorScheme: "dark" },
];
const faults = [];
let checked = 0;

async function checkPage(page, path, where) {
  const response = await page.goto(`${address}/${path}`);
  if (response.status() !== 200) return faults.push(`${where}: status ${response.status()}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) faults.push(`${where}: ${wide} px wider than the screen`);
  // Through the protocol, since the policy lets no script in that is not the site's own.
  await page.evaluate(`{ const module = undefined; ${axe} }`);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, nodes, help } of violations) faults.push(`${where}: ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
  checked += 1;
}

async function checkSearch(page, where) {
  await page.goto(`${address}/reference/index.html`);
  await page.keyboard.press("/");
  await page.keyboard.type("PRODUCT_NOT_FOUND");
  await page.locator("#results [aria-selected=true]").waitFor({ timeout: 5000 });
  await page.evaluate(`{ const module = undefined; ${axe} }`);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, nodes } of violations) faults.push(`${where}: ${id}: ${nodes[0].html.slice(0, 160)}`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/reference/errors.html#PRODUCT_NOT_FOUND", { timeout: 5000 });
}

try {
  await withBrowser(async (browser) => {
    for (const { screen, viewport, colorScheme } of views) {
      const page = await browser.newPage({ viewport, colorScheme, reducedMotion: "reduce" });
      let where = "";
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) faults.push(`${where}: console: ${message.text()}`);
      });
      page.on("pageerror", (error) => faults.push(`${where}: ${error.message}`));
      for (const path of pages) {
        where = `${path} (${screen}, ${colorScheme})`;
        await checkPage(page, path, where);
      }
      where = `search (${screen}, ${colorScheme})`;
      await checkSearch(page, where).catch((error) => faults.push(`${where}: ${error.message.split("\n")[0]}`));
      await page.close();
    }
  });
} finally {
  server.close();
}
for (const fault of faults) console.error(fault);
console.log(`${pages.length} pages, ${checked} views checked, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
