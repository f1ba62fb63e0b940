// Every view in a real browser against a real server.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { open, settled } from "./browser.mjs";
import { cuttableLine, key } from "./server.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What a test is given: the browser, the server with the demo's data, and the empty one that asks for a key. */
export const tests = [];
const test = (name, run) => tests.push({ name, run });

// Opens, runs, and holds the view to a silent console.
async function onPage(context, hash, run, options) {
  const opened = await open(context.browser, options?.address ?? context.demo.address, hash, options);
  try {
    await run(opened.page, opened.faults);
    assert.deepEqual(opened.faults, []);
  } finally {
    await opened.close();
  }
}

const idsOf = (page) => page.locator(".page .line-id").allInnerTexts();
const textOf = async (locator) => (await locator.innerText()).replace(/\s+/g, " ").trim();
const change = (locator, value) => locator.evaluate((element, next) => {
  element.value = next;
  element.dispatchEvent(new Event("input", { bubbles: true }));
}, String(value));
const until = (page, what, argument) => page.waitForFunction(what, argument, { timeout: 15_000 });

test("Explore begins with somebody and shows the page beside all candidates", (context) => onPage(context, "", async (page) => {
  await settled(page, "explore");
  assert.match(page.url(), /customer=/);
  assert.equal((await idsOf(page)).length, 12);
  assert.ok(await page.locator(".candidates tbody tr[aria-rowindex]").count() >= 10);
  assert.ok(await page.locator(".strip-card").count() >= 1);
  assert.match(await textOf(page.locator(".stage-list")), /retrieve .* score .* order/);
  assert.match(await textOf(page.locator(".funnel")), /Retrieved .* On the page 12/);
  assert.match(await textOf(page.locator("[aria-labelledby=provenance-heading]")), /Model version \d{8}/);
}));

test("a customer is found by typing, and the address can be shared and gone back from", (context) => onPage(context, "#/explore?customer=12347", async (page) => {
  await settled(page, "explore");
  const box = page.getByRole("combobox", { name: "Find a customer" });
  await box.fill("1234");
  await page.getByRole("option", { name: /12349/ }).waitFor();
  await box.press("ArrowDown");
  assert.notEqual(await box.getAttribute("aria-activedescendant"), null);
  await page.getByRole("option", { name: /12349/ }).click();
  await page.getByRole("heading", { name: "Customer 12349" }).waitFor();
  await settled(page, "explore");
  const shared = await idsOf(page);
  await page.goBack();
  await page.getByRole("heading", { name: "Customer 12347" }).waitFor();
  await page.goto(`${context.demo.address}/#/explore?customer=12349`);
  await page.reload();
  await settled(page, "explore");
  assert.deepEqual(await idsOf(page), shared);
}));

test("sliders answer at once, and what moved is marked", (context) => onPage(context, "#/explore?customer=12347", async (page) => {
  await settled(page, "explore");
  const before = await idsOf(page);
  await change(page.getByLabel("Page", { exact: true }), 10);
  await until(page, () => document.querySelectorAll(".page .lines > li").length === 20);
  await page.getByLabel("Seed", { exact: true }).fill("7");
  await page.getByLabel("Seed", { exact: true }).press("Enter");
  await change(page.getByLabel("Temperature"), 1);
  await page.locator(".page .mark").first().waitFor();
  assert.match(await textOf(page.locator(".page [aria-live]")), /new|moved/);
  await page.locator(".explore-main[aria-busy=false]").waitFor();
  const sampled = await idsOf(page);
  assert.notDeepEqual(sampled.slice(0, 12), before);
  assert.match(page.url(), /n=20&t=1&seed=7/);
  // The same seed gives the same page, also in a tab of its own.
  await page.reload();
  await settled(page, "explore");
  assert.deepEqual(await idsOf(page), sampled);
  await page.getByRole("button", { name: "Reset" }).click();
  await until(page, () => document.querySelectorAll(".page .lines > li").length === 12);
  await page.locator(".explore-main[aria-busy=false]").waitFor();
  assert.deepEqual(await idsOf(page), before);
}));

test("a filter that is wrong is told beside its field, and the page goes on", (context) => onPage(context, "#/explore?customer=12347", async (page) => {
  await settled(page, "explore");
  await page.getByLabel("Lowest price").fill("5");
  await page.getByLabel("Highest price").fill("3");
  await page.locator(".explore-side .field-error").waitFor();
  assert.match(await textOf(page.locator(".explore-side .field-error")), /min_price/);
  assert.match(await textOf(page.getByRole("alert")), /INVALID_ARGUMENT/);
  await page.getByLabel("Highest price").fill("9");
  await page.getByRole("alert").waitFor({ state: "detached" });
  await until(page, () => [...document.querySelectorAll(".page .line-about")]
    .every((line) => [...line.children].some((part) => Number(part.textContent) >= 5 && Number(part.textContent) <= 9)));
  assert.match(await textOf(page.locator(".funnel-removed").first()), /filtered out/);
}));

test("ten thousand candidates stay a short table, sorted and searched", (context) => onPage(context, "#/explore?customer=12347&k=10000", async (page) => {
  await settled(page, "explore");
  const rows = page.locator(".candidates tbody tr[aria-rowindex]");
  const total = Number(await page.locator(".candidates table").getAttribute("aria-rowcount")) - 1;
  assert.ok(total > 1_000, `${total} candidates`);
  assert.ok(await rows.count() < 60, `${await rows.count()} rows drawn`);
  await page.locator(".table-scroll").evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await until(page, (last) => document.querySelector(`.candidates tr[aria-rowindex="${last}"]`) !== null, total + 1);
  assert.ok(await rows.count() < 60);
  await page.getByRole("button", { name: "Score" }).click();
  const scores = (await page.locator(".candidates tbody tr[aria-rowindex] td:nth-child(4)").allInnerTexts()).map(Number);
  assert.deepEqual(scores, [...scores].sort((a, b) => b - a));
  await page.getByLabel("Find among the candidates").fill("regency");
  await until(page, () => [...document.querySelectorAll(".candidates tbody th .link")].length > 0
    && [...document.querySelectorAll(".candidates tbody th .link")].every((link) => /regency/i.test(link.textContent)));
}));

test("a visitor's events make the answer", (context) => onPage(context, "#/explore?visitor=", async (page) => {
  await settled(page, "explore");
  assert.match(await textOf(page.locator(".history")), /Did nothing yet/);
  const before = await idsOf(page);
  const box = page.getByRole("combobox", { name: "Add what the visitor viewed" });
  await box.fill("regency cakestand");
  await page.getByRole("option").first().waitFor();
  await until(page, () => /regency/i.test(document.querySelector("[role=option] .search-title")?.textContent ?? ""));
  await box.press("ArrowDown");
  await box.press("Enter");
  await page.locator(".strip-card").waitFor();
  await page.locator(".page .mark").first().waitFor();
  assert.notDeepEqual(await idsOf(page), before);
  await page.getByRole("button", { name: /^Take .* away$/ }).click();
  await page.locator(".strip-card").waitFor({ state: "detached" });
}));

test("similar products open beside the answer and close with Escape", (context) => onPage(context, "#/explore?customer=12347", async (page) => {
  await settled(page, "explore");
  await page.locator(".page .link").first().click();
  const drawer = page.getByRole("dialog");
  await drawer.locator(".lines > li").nth(5).waitFor();
  assert.match(page.url(), /like=/);
  await page.keyboard.press("Escape");
  await until(page, () => document.querySelector("dialog[open]") === null);
  assert.doesNotMatch(page.url(), /like=/);
  await page.goBack();
  await drawer.locator(".lines > li").first().waitFor();
}));

test("the same request is there as curl and as code", (context) => onPage(context, "#/explore?customer=12347&t=0.5", async (page) => {
  await settled(page, "explore");
  const code = page.locator(".code");
  assert.match(await code.innerText(), /^curl .*recommendations:forUser/);
  for (const [name, part] of [["C#", "RecsysClient.Connect"], ["TypeScript", "recsys-client"], ["Python", "import recsys"]]) {
    await page.getByRole("button", { name, exact: true }).click();
    assert.ok((await code.innerText()).includes(part), name);
  }
}));

test("everything in Explore is reached by keyboard alone", (context) => onPage(context, "#/explore?customer=12347", async (page) => {
  await settled(page, "explore");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  const reached = new Set();
  for (let step = 0; step < 120 && !reached.has("code"); step++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => {
      const at = document.activeElement;
      return [...at.classList].at(-1) ?? at.getAttribute("type") ?? at.tagName;
    }));
    const outlined = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
    });
    assert.ok(outlined, `no outline on ${[...reached].at(-1)}`);
  }
  for (const part of ["range", "checkbox", "strip", "link", "table-scroll", "code"]) assert.ok(reached.has(part), `${part} in ${[...reached]}`);
  const row = page.locator(".candidates tbody .link");
  await row.first().focus();
  for (let step = 0; step < 30; step++) await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.closest("tr").getAttribute("aria-rowindex")), "32");
  await page.getByLabel("Diversity").focus();
  await page.keyboard.press("ArrowRight");
  await until(page, () => location.hash.includes("div=0.01"));
}));

test("in the shop what was just done changes the next answer, and what was bought is gone", (context) => onPage(context, "#/shop", async (page) => {
  await settled(page, "shop");
  const card = page.locator(".shelf .card").nth(2);
  const title = await card.locator(".card-title").innerText();
  await card.click();
  await page.getByRole("heading", { name: title, level: 2 }).waitFor();
  await page.locator(".shelf .mark").first().waitFor();
  assert.match(await textOf(page.locator(".deeds")), /viewed .* durable after .* answered after .* clicked/);
  assert.match(await textOf(page.locator(".shop-row-head [role=status]")), /because you viewed/);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await until(page, () => /because you put/.test(document.querySelector(".shop-row-head [role=status]")?.textContent ?? ""));
  await page.getByRole("link", { name: /^Cart/ }).click();
  await page.getByRole("button", { name: "Check out" }).click();
  await until(page, () => /because you bought/.test(document.querySelector(".shop-row-head [role=status]")?.textContent ?? ""));
  assert.ok(!(await page.locator(".shelf .card-title").allInnerTexts()).includes(title), `${title} is still offered`);
  assert.match(await textOf(page.locator(".thanks")), /not offered again/);
  const times = /([\d.]+ \S+) from click to changed answer/.exec(await textOf(page.locator(".deeds-figure")));
  context.tell(`from click to changed answer, median of three: ${times[1]}`);
}));

test("a customer can be played in the shop", (context) => onPage(context, "#/shop?customer=12347", async (page) => {
  await settled(page, "shop");
  assert.match(await textOf(page.locator(".shop-head")), /As customer 12347/);
  await page.getByRole("button", { name: "Be a new anonymous visitor" }).click();
  await until(page, () => /anonymous visitor/.test(document.querySelector(".shop-head").textContent));
  await settled(page, "shop");
}));

test("Operate lives: calls made meanwhile are counted and plotted", (context) => onPage(context, "#/operate", async (page) => {
  await settled(page, "operate");
  await page.locator(".plot").nth(6).waitFor();
  const other = await page.context().newPage();
  await other.goto(`${context.demo.address}/#/explore?customer=12347`);
  await settled(other, "explore");
  await page.bringToFront();
  await until(page, () => Number(document.querySelectorAll(".plot .legend b")[1].textContent) > 0);
  await until(page, () => (document.querySelector(".series")?.getAttribute("d")?.match(/L/g) ?? []).length >= 2);
  assert.match(await textOf(page.locator("[aria-labelledby=methods-heading]")), /RecommendForUser/);
  assert.match(await textOf(page.locator(".holdings")), /Products [\d,]+ .*State .* of /);
  assert.match(await textOf(page.locator(".models")), /live/);
}));

test("a model version is made live only after a question", (context) => onPage(context, "#/operate", async (page) => {
  await settled(page, "operate");
  await page.getByRole("button", { name: "Roll back" }).click();
  const dialog = page.getByRole("dialog", { name: "Roll back?" });
  await dialog.waitFor();
  await dialog.getByRole("button", { name: "Leave it" }).click();
  await until(page, () => document.querySelector("dialog[open]") === null);
}));

test("an older version goes live and the newer one comes back", (context) => onPage(context, "#/operate", async (page) => {
  if (!context.demo.olderVersion) return context.tell("skipped: the server named by RECSYS_ADDRESS is not ours to change");
  await settled(page, "operate");
  const live = page.locator(".models tr", { has: page.locator(".s-live") });
  const newer = await live.locator("th, td").first().innerText();
  await page.getByRole("button", { name: `Activate ${context.demo.olderVersion}` }).click();
  await page.getByRole("dialog", { name: "Make this version live?" }).getByRole("button", { name: "Make it live" }).click();
  await live.filter({ hasText: context.demo.olderVersion }).waitFor();
  await page.getByRole("button", { name: "Roll back" }).click();
  await page.getByRole("dialog", { name: "Roll back?" }).getByRole("button", { name: "Roll back" }).click();
  await live.filter({ hasText: newer }).waitFor();
}));

test("Operate says that the connection is lost, and that it is back", async (context) => {
  const line = await cuttableLine(context.demo.address);
  const opened = await open(context.browser, line.address, "#/operate");
  try {
    await settled(opened.page, "operate");
    line.cut();
    await opened.page.locator(".lamp.lost").waitFor();
    assert.match(await textOf(opened.page.locator(".section-head")), /Connection lost; trying again/);
    assert.match(await textOf(opened.page.getByRole("alert")), /UNAVAILABLE/);
    line.mend();
    await opened.page.locator(".lamp.live").waitFor();
    await opened.page.getByRole("alert").waitFor({ state: "detached" });
  } finally {
    await opened.close();
    line.close();
  }
});

test("a server that cannot be reached is told, and asked again on request", async (context) => {
  const line = await cuttableLine(context.demo.address);
  const opened = await open(context.browser, line.address, "#/explore?customer=12347");
  try {
    await settled(opened.page, "explore");
    line.cut();
    await change(opened.page.getByLabel("Diversity"), 0.4);
    const alert = opened.page.locator(".explore-main > .notice");
    await alert.waitFor({ timeout: 30_000 });
    assert.match(await textOf(alert), /cannot be reached/);
    line.mend();
    await alert.getByRole("button", { name: "Try again" }).click();
    await alert.waitFor({ state: "detached" });
  } finally {
    await opened.close();
    line.close();
  }
});

test("a server with a key asks for it; a wrong one is refused, the right one kept for the tab", async (context) => {
  const opened = await open(context.browser, context.empty.address, "");
  const { page } = opened;
  const enter = async (text) => {
    await page.getByRole("button", { name: /API key/ }).click();
    await page.getByLabel("Key", { exact: true }).fill(text);
    await page.getByRole("button", { name: "Use this key" }).click();
  };
  try {
    await page.getByRole("alert").first().waitFor();
    assert.match(await textOf(page.getByRole("alert").first()), /asks for an API key/);
    await enter("wrong key");
    assert.match(await textOf(page.locator("dialog [role=alert]")), /without spaces/);
    await page.keyboard.press("Escape");
    await enter("wrong");
    await page.getByRole("alert").first().waitFor();
    await enter(key);
    // The server is empty: that is no error but something to be told.
    await page.getByText("There are no customers yet").waitFor();
    await page.reload();
    await page.getByText("There are no customers yet").waitFor();
    await page.getByRole("link", { name: "Shop" }).click();
    await page.getByText("No model is live yet").first().waitFor();
    await page.getByRole("link", { name: "Operate" }).click();
    await page.getByText("No version was published yet").waitFor();
  } finally {
    await opened.close();
  }
});

test("Operate tells of a restart of the server", async (context) => {
  const opened = await open(context.browser, context.empty.address, "");
  try {
    await opened.page.evaluate((text) => sessionStorage.setItem("recsys.api-key", text), key);
    await opened.page.goto(`${context.empty.address}/#/operate`);
    await opened.page.reload();
    await settled(opened.page, "operate");
    await context.empty.restart();
    await opened.page.getByText(/the server restarted at/).waitFor({ timeout: 60_000 });
    await opened.page.locator(".lamp.live").waitFor();
  } finally {
    await opened.close();
  }
});

for (const [view, hash] of [["explore", "#/explore?customer=12347"], ["shop", "#/shop"], ["operate", "#/operate"]]) {
  for (const size of ["desktop", "phone"]) {
    for (const scheme of ["light", "dark"]) {
      test(`${view} is accessible, ${scheme}, on a ${size}`, (context) => onPage(context, hash, async (page) => {
        await settled(page, view);
        if (view === "shop") {
          await page.locator(".card").first().click();
          await page.locator(".shelf .mark").first().waitFor();
        }
        assert.deepEqual(await violations(page), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${wide} pixels wider than the screen`);
        if (view === "explore") {
          await page.locator(".page .link").first().click();
          await page.getByRole("dialog").locator(".lines > li").first().waitFor();
          assert.deepEqual(await violations(page), []);
        }
      }, { size, scheme }));
    }
  }
}

async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await axeSource());
  const { violations: found } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary}`).slice(0, 3).join(" | ")}`);
}

let source;
async function axeSource() {
  const { readFile } = await import("node:fs/promises");
  source ??= await readFile(axe, "utf8");
  return source;
}

test("the switch of colours overrules the system and is remembered", (context) => onPage(context, "#/shop", async (page) => {
  const light = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const changed = () => until(page, (before) => getComputedStyle(document.documentElement).backgroundColor !== before, light);
  await page.getByRole("button", { name: /^Colours: system/ }).click();
  await page.getByRole("button", { name: /^Colours: light/ }).click();
  await page.getByRole("button", { name: /^Colours: dark/ }).waitFor();
  await changed();
  await page.reload();
  await page.getByRole("button", { name: /^Colours: dark/ }).waitFor();
  await changed();
}));

test("the first recommendation is on screen soon", async (context) => {
  const times = [];
  for (let round = 0; round < 5; round++) {
    const opened = await open(context.browser, context.demo.address, "#/explore?customer=12347");
    await opened.page.locator(".page .lines > li").first().waitFor();
    times.push(await opened.page.evaluate(() => performance.now()));
    await opened.close();
  }
  times.sort((a, b) => a - b);
  context.tell(`first recommendation on screen, cold cache, median of ${times.length}: ${times[2].toFixed(0)} ms (${times.map((time) => time.toFixed(0)).join(", ")})`);
});
