// Keeps pictures of some pages in light and dark, on a desktop and on a phone.
//
//   node screenshots.mjs SITE FOLDER
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { withBrowser } from "./browser.mjs";

const [site, folder] = process.argv.slice(2);
const pages = ["index.html", "architecture.html", "operations.html", "reference/recommendation-service.html", "reference/errors.html", "sdk.html"];
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

await mkdir(folder, { recursive: true });
await withBrowser(async (browser) => {
  for (const [device, viewport] of Object.entries({ desktop, phone })) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({ viewport, colorScheme, deviceScaleFactor: device === "phone" ? 2 : 1 });
      const keep = (name) => page.screenshot({ path: join(folder, `${name}-${device}-${colorScheme}.png`) });
      for (const path of pages) {
        await page.goto(pathToFileURL(resolve(site, path)).href);
        await keep(path.replace(/\.html$/, "").replaceAll("/", "-"));
      }
      await page.locator("#query").fill("deadline");
      await page.locator("#results a").first().waitFor();
      await keep("search");
      if (device === "phone") {
        await page.locator("#query").fill("");
        await page.locator("button.menu").click();
        await keep("menu");
      }
      await page.close();
    }
  }
});
