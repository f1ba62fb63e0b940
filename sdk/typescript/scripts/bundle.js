// Bundles the browser's half into one file that a page loads as a module, and says how large it is; with `runner`, the
// conformance runner's page.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const runner = process.argv[2] === "runner";
const outfile = runner ? "build/runner/page.min.js" : "dist/recsys-client.min.js";
await build({
  entryPoints: [runner ? "build/runner/page.js" : "dist/browser.js"], outfile, bundle: true, minify: true,
  format: "esm", target: "es2022", legalComments: "none", logLevel: "warning",
});
if (process.argv[2] === "size") {
  const code = readFileSync(outfile);
  console.log(`browser SDK: ${code.length} bytes minified, ${gzipSync(code, { level: 9 }).length} bytes gzip`);
}
