// A browser for tests: Debian's Chromium, which talks to nobody but the server that is tested.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

/** Sizes that are tested. */
export const sizes = { desktop: { width: 1440, height: 1000 }, phone: { width: 360, height: 780 } };

export function launch() {
  const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
  if (!executablePath) throw new Error("Chromium is missing (Debian: apt-get install chromium), or name it by CHROMIUM");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

/** Opens the page; `faults` fills with everything that a visitor's console would show, and with requests elsewhere. */
export async function open(browser, address, hash = "", options = {}) {
  const { size = "desktop", scheme = "light", ...context } = options;
  const opened = await browser.newContext({ viewport: sizes[size], colorScheme: scheme, reducedMotion: "reduce", ...context });
  const page = await opened.newPage();
  page.setDefaultTimeout(20_000);
  const faults = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith("data:")) faults.push(`asked elsewhere: ${url}`);
  });
  await page.goto(`${address}/${hash}`);
  return { page, faults, close: () => opened.close() };
}

/** Waits until a view shows what it has to show. */
export async function settled(page, view) {
  const shown = {
    explore: ".page .lines > li",
    shop: ".shelf .card",
    operate: ".lamp.live",
  }[view];
  await page.locator(shown).first().waitFor();
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  await page.evaluate(() => document.fonts.ready);
}
