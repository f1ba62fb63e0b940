// Bundles the browser's half into one file that a page loads as a module, with what it contains of others beside it.
//
//   node scripts/bundle.js           writes both
//   node scripts/bundle.js size      and says how large the bundle is
//   node scripts/bundle.js runner    bundles the conformance runner's page instead
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const runner = process.argv[2] === "runner";
const outfile = runner ? "build/runner/page.min.js" : "dist/recsys-client.min.js";
await build({
  entryPoints: [runner ? "build/runner/page.js" : "dist/browser.js"], outfile, bundle: true, minify: true,
  format: "esm", target: "es2022", legalComments: "none", logLevel: "warning",
  banner: { js: "/*! Contains @bufbuild/protobuf, @connectrpc/connect and connect-web: third-party.txt */" },
});
if (!runner) writeFileSync("dist/third-party.txt", notices());
if (process.argv[2] === "size") {
  const code = readFileSync(outfile);
  console.log(`browser SDK: ${code.length} bytes minified, ${gzipSync(code, { level: 9 }).length} bytes gzip`);
}

/** What those whose code is bundled ask to be told: the comments that their files begin with. */
function notices() {
  const noticeOf = (path) => {
    const lines = readFileSync(`node_modules/${path}`, "utf8").split("\n");
    const end = lines.findIndex((line) => !line.startsWith("//"));
    return lines.slice(0, end).map((line) => line.replace(/^\/\/ ?/, "")).join("\n");
  };
  return [
    "recsys-client.min.js contains @connectrpc/connect and @connectrpc/connect-web:\n",
    noticeOf("@connectrpc/connect/dist/esm/index.js"),
    "\nIt contains @bufbuild/protobuf, under the same license:\n",
    noticeOf("@bufbuild/protobuf/dist/esm/index.js"),
    "\nParts of @bufbuild/protobuf:\n",
    noticeOf("@bufbuild/protobuf/dist/esm/wire/varint.js"),
    "",
  ].join("\n");
}
