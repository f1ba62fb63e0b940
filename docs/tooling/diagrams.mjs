// Draws every ```mermaid block of the documents into docs/diagrams/<hash of its source>.svg and removes drawings of no diagram.
//
//   node diagrams.mjs ROOT
//
// Mermaid draws in Chromium; of its drawing only the shapes are kept, with classes in place of colours, so that the site's style sheet
// colours them in light and dark, and no style of the drawing's own offends the server's content security policy.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { withBrowser } from "./browser.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = process.argv[2];
const folder = join(root, "docs/diagrams");
const skipped = new Set(["artifacts", "node_modules", "gen", "bin", "obj", "target", "vendor", "build", "dist", "demo"]);

async function* documents(at) {
  for (const entry of await readdir(at, { withFileTypes: true })) {
    if (entry.name.startsWith(".") || skipped.has(entry.name)) continue;
    if (entry.isDirectory()) yield* documents(join(at, entry.name));
    else if (entry.name.endsWith(".md")) yield join(at, entry.name);
  }
}

async function diagrams() {
  const found = new Map();
  for await (const file of documents(root)) {
    for (const [, code] of (await readFile(file, "utf8")).matchAll(/^```mermaid\n(.*?)\n```$/gms)) {
      const hash = createHash("sha256").update(code.trim()).digest("hex").slice(0, 16);
      found.set(`${hash}.svg`, { code, file: relative(root, file) });
    }
  }
  return found;
}

/** In the page: Mermaid's drawing, cut down to shapes, lines and texts. */
async function draw(code) {
  const { svg } = await window.mermaid.render("drawing", code);
  const holder = document.createElement("div");
  document.body.replaceChildren(holder);
  holder.innerHTML = svg;
  const drawing = holder.querySelector("svg");
  const round = (text) => text.replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10));
  const kept = new Set([
    "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points", "transform", "dx", "dy", "viewBox",
    "marker-end", "marker-start", "id", "orient", "refX", "refY", "markerWidth", "markerHeight", "markerUnits", "class", "text-anchor",
    "font-size", "font-weight", "xmlns",
  ]);
  const shapes = "path, rect, circle, ellipse, polygon, polyline, line";
  for (const text of drawing.querySelectorAll("text")) {
    const style = getComputedStyle(text);
    text.setAttribute("font-size", style.fontSize.replace("px", ""));
    text.setAttribute("text-anchor", style.textAnchor);
  }
  // What cannot be seen is not kept.
  for (const element of drawing.querySelectorAll("style, title, desc, script, foreignObject, filter, linearGradient")) element.remove();
  for (const element of drawing.querySelectorAll("rect")) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) element.remove();
  }
  const classes = new Map();
  for (const element of drawing.querySelectorAll(shapes)) {
    if (element.closest("marker")) classes.set(element, "head");
    else if (element.closest(".edgePaths") || element.matches(".flowchart-link")) {
      const dotted = /dotted|dashed/.test(element.getAttribute("class") ?? "");
      classes.set(element, dotted ? "line dotted" : "line");
    } else if (element.closest(".edgeLabel, .edgeLabels") || element.closest(".label") || element.matches(".background")) classes.set(element, "plate");
    else if (element.closest(".cluster")) classes.set(element, "frame-box");
    else classes.set(element, "shape");
  }
  for (const element of [drawing, ...drawing.querySelectorAll("*")]) {
    for (const { name } of [...element.attributes]) {
      if (!kept.has(name)) element.removeAttribute(name);
      else if (name !== "id" && name !== "class") element.setAttribute(name, round(element.getAttribute(name)));
    }
    element.removeAttribute("class");
    if (!element.matches("marker")) element.removeAttribute("id");
    if (classes.has(element)) element.setAttribute("class", classes.get(element));
  }
  // A drawing stands on a page beside others: its markers need names of their own.
  const used = new Set([...drawing.querySelectorAll("[marker-end]")].map((element) => element.getAttribute("marker-end").slice(5, -1)));
  for (const marker of drawing.querySelectorAll("marker")) if (!used.has(marker.id)) marker.remove();
  for (const group of [...drawing.querySelectorAll("g")].reverse()) if (group.childElementCount === 0) group.remove();
  for (const space of [...drawing.querySelectorAll("tspan")].reverse()) if (space.textContent === "") space.remove();
  drawing.removeAttribute("id");
  const [, , width, height] = drawing.getAttribute("viewBox").split(" ");
  drawing.setAttribute("width", width);
  drawing.setAttribute("height", height);
  return new XMLSerializer().serializeToString(drawing);
}

const wanted = await diagrams();
await mkdir(folder, { recursive: true });
const there = new Set((await readdir(folder)).filter((name) => name.endsWith(".svg")));
for (const name of there) if (!wanted.has(name)) await rm(join(folder, name));
const missing = [...wanted].filter(([name]) => !there.has(name) || process.argv.includes("--all"));

// Boxes are as wide as their text in the font that the site shows it in.
const fontName = (await readdir(join(root, "web/dist/assets"))).find((name) => /^inter-.*\.woff2$/.test(name));

if (missing.length > 0) {
  const { outputFiles: [script] } = await build({
    stdin: { contents: "import mermaid from 'mermaid'; window.mermaid = mermaid;", resolveDir: here },
    bundle: true, format: "iife", write: false, minify: true, logLevel: "error",
  });
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    const font = (await readFile(join(root, "web/dist/assets", fontName))).toString("base64");
    await page.addStyleTag({
      content: `@font-face { font-family: "Inter"; src: url("data:font/woff2;base64,${font}"); font-weight: 100 900; }`,
    });
    await page.evaluate(() => document.fonts.load("16px Inter"));
    await page.addScriptTag({ content: script.text });
    await page.evaluate(() => window.mermaid.initialize({
      startOnLoad: false, securityLevel: "strict", theme: "base", htmlLabels: false, fontFamily: "Inter, sans-serif", layout: "dagre",
      flowchart: { htmlLabels: false, padding: 12, nodeSpacing: 30, rankSpacing: 40, wrappingWidth: 320, useMaxWidth: false },
    }));
    for (const [name, { code, file }] of missing) {
      const svg = await page.evaluate(draw, code);
      const mine = name.slice(0, 8);
      const own = svg.replace(/(id="|url\(#)drawing_/g, `$1d${mine}_`);
      await writeFile(join(folder, name), own.replace(/></g, ">\n<") + "\n");
      console.log(`drew ${file} as docs/diagrams/${name}`);
    }
  });
}
console.log(`${wanted.size} diagrams, ${missing.length} drawn`);
