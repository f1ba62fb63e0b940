// Writes screenshots/*.png: what a reviewer looks at.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch, open, settled } from "./browser.mjs";
import { demoServer } from "./server.mjs";

const folder = fileURLToPath(new URL("../screenshots/", import.meta.url));
const customer = process.env.RECSYS_CUSTOMER ?? "";
const explore = `#/explore?${customer === "" ? "" : `customer=${customer}`}`;

const shots = [
  { name: "explore", view: "explore", hash: explore },
  { name: "explore-dark", view: "explore", hash: explore, scheme: "dark" },
  { name: "explore-phone", view: "explore", hash: explore, size: "phone" },
  { name: "explore-similar", view: "explore", hash: explore, prepare: likes },
  { name: "explore-visitor-dark", view: "explore", hash: "#/explore?visitor=&did=v:22423,c:22720&t=0.2&seed=7", scheme: "dark" },
  { name: "shop", view: "shop", hash: "#/shop", prepare: buys },
  { name: "shop-product-dark", view: "shop", hash: "#/shop", scheme: "dark", prepare: looks },
  { name: "shop-phone", view: "shop", hash: "#/shop", size: "phone", prepare: looks },
  { name: "operate", view: "operate", hash: "#/operate", prepare: watches },
  { name: "operate-dark", view: "operate", hash: "#/operate", scheme: "dark", prepare: watches },
  { name: "operate-phone", view: "operate", hash: "#/operate", size: "phone", prepare: watches },
];

async function likes(page) {
  await page.locator(".page .link").first().click();
  await page.getByRole("dialog").locator(".lines > li").nth(5).waitFor();
}

async function looks(page) {
  await page.locator(".card").nth(2).click();
  await page.locator(".shelf .mark").first().waitFor();
}

async function buys(page) {
  await looks(page);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByText(/because you put/).waitFor();
  await page.getByRole("link", { name: /^Cart/ }).click();
  await page.getByRole("button", { name: "Check out" }).click();
  await page.getByText(/because you bought/).waitFor();
}

// Some traffic, so that there is something to plot: a visitor turns a slider in another tab and buys in a third.
async function watches(page, address) {
  const [one, two] = [await page.context().newPage(), await page.context().newPage()];
  await one.goto(`${address}/${explore}`);
  await settled(one, "explore");
  await two.goto(`${address}/#/shop`);
  await settled(two, "shop");
  const until = Date.now() + 24_000;
  for (let turn = 0; Date.now() < until; turn++) {
    await one.getByLabel("Diversity").evaluate((slider, value) => {
      slider.value = value;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }, String((turn % 20) / 20));
    await one.locator(".explore-main[aria-busy=false]").waitFor();
    if (turn % 4 === 0) {
      await two.goto(`${address}/#/shop`);
      await two.locator(".shelf .card").nth(turn % 10).click();
      await two.getByRole("button", { name: "Add to cart" }).click();
    }
  }
  await one.close();
  await two.close();
  await page.bringToFront();
}

await mkdir(folder, { recursive: true });
const only = process.argv[2] ?? "";
const demo = await demoServer();
const browser = await launch();
try {
  for (const { name, view, hash, size, scheme, prepare } of shots.filter((shot) => shot.name.includes(only))) {
    const opened = await open(browser, demo.address, hash, { size, scheme });
    await settled(opened.page, view);
    await prepare?.(opened.page, demo.address);
    // Titles of rows come with a call of their own; nothing may still be on its way.
    await opened.page.waitForLoadState("networkidle", { timeout: 3_000 }).catch(() => {});
    await opened.page.mouse.move(0, 0);
    await opened.page.evaluate(() => scrollTo(0, 0));
    const wide = size !== "phone";
    const height = await opened.page.evaluate(() => document.documentElement.scrollHeight);
    await opened.page.setViewportSize({ width: wide ? 1440 : 360, height: Math.min(height, wide ? 1280 : 1800) });
    await opened.page.screenshot({ path: `${folder}${name}.png` });
    await opened.close();
    console.log(`screenshots/${name}.png`);
  }
} finally {
  await browser.close();
  await demo.stop();
}
