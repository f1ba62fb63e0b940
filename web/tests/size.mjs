// Tells what a visitor loads: every file of dist/ that the page asks for, gzipped. Fails above the limit.
import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const limit = 200 * 1024;
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const names = ["index.html", ...(await readdir(join(dist, "assets"))).map((name) => `assets/${name}`)];
let total = 0;
for (const name of names) {
  const bytes = await readFile(join(dist, name));
  const size = Math.min(bytes.length, gzipSync(bytes, { level: 9 }).length);
  total += size;
  console.log(`${String(size).padStart(8)}  ${name}`);
}
console.log(`${String(total).padStart(8)}  bytes gzipped in all, ${limit} allowed`);
if (total > limit) process.exit(1);
