// Runs the tests that were built (all, or those whose file's name holds the argument), shows those that fail, and ends
// with: N passed, N failed.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { run } from "node:test";
import { inspect } from "node:util";

const folder = fileURLToPath(new URL("../build/test/", import.meta.url));
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".test.js") && name.includes(process.argv[2] ?? ""))
  .map((name) => folder + name);
let passed = 0;
let failed = 0;

for await (const { type, data } of run({ files, concurrency: 2, timeout: 300_000 })) {
  if (type === "test:stderr") process.stderr.write(data.message);
  // A suite fails with its tests; they count.
  if (data?.details?.type === "suite" && data.details.error?.failureType !== "hookFailed") continue;
  if (type === "test:pass" && data.skip === undefined) passed++;
  if (type !== "test:fail") continue;
  failed++;
  const { error } = data.details;
  console.error(`failed: ${data.name} (${data.file ?? ""})\n${inspect(error.cause ?? error)}\n`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
