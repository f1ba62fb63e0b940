// Bundles the unit tests (pure logic, no browser) and runs them with Node's own runner.
import { build } from "esbuild";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { oneCopy } from "../build.mjs";

/** Runs them; returns how many passed and failed. */
export async function runUnitTests() {
  const folder = fileURLToPath(new URL("unit/", import.meta.url));
  const scratch = await mkdtemp(join(tmpdir(), "recsys-page-"));
  try {
    await build({
      entryPoints: (await readdir(folder)).map((name) => join(folder, name)),
      outdir: scratch, outExtension: { ".js": ".mjs" }, bundle: true, platform: "node", format: "esm",
      jsx: "automatic", jsxImportSource: "preact", plugins: [oneCopy], logLevel: "warning",
    });
    const tests = (await readdir(scratch)).map((name) => join(scratch, name));
    const { stdout } = spawnSync(process.execPath, ["--test", "--test-reporter=tap", ...tests], { encoding: "utf8" });
    const counted = (name) => Number(new RegExp(`^# ${name} (\\d+)`, "m").exec(stdout)?.[1] ?? 0);
    const [passed, failed] = [counted("pass"), counted("fail")];
    if (failed > 0 || passed === 0) console.error(stdout);
    return { passed, failed: passed === 0 ? Math.max(1, failed) : failed };
  } finally {
    await rm(scratch, { recursive: true });
  }
}
