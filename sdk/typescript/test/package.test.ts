import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

test("browser's half, at most 60 KB gzip", async () => {
  const bytes = gzipSync(await readFile(join(root, "dist/recsys-client.min.js")), { level: 9 }).length;
  assert.ok(bytes <= 60_000, `${bytes} bytes`);
});

describe("tarball", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "recsys-client-"));
    await run(join(root, "tool"), ["pack", folder]);
    await writeFile(join(folder, "package.json"), "{}");
    await run("npm", [
      "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "./recsys-client-0.1.0.tgz",
    ], { cwd: folder });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test("installed elsewhere, imports", async () => {
    await writeFile(join(folder, "a.mjs"), `
      import { connect, RecsysError } from "recsys-client";
      const client = connect("http://127.0.0.1:9", { maxAttempts: 1 });
      await client.recommend({ customerId: "1" })
        .catch((error) => console.log(error instanceof RecsysError, error.code));
    `);
    assert.equal((await run("node", ["a.mjs"], { cwd: folder })).stdout, "true UNAVAILABLE\n");
  });

  test("installed elsewhere, requires", async () => {
    await writeFile(join(folder, "a.cjs"), `console.log(typeof require("recsys-client").connect);`);
    assert.equal((await run("node", ["a.cjs"], { cwd: folder })).stdout, "function\n");
  });

  for (const [resolution, module] of [["nodenext", "nodenext"], ["bundler", "esnext"]] as const) {
    test(`installed elsewhere, compiles with ${resolution} resolution`, async () => {
      await writeFile(join(folder, "a.mts"), await readFile(join(root, "examples/ingest.ts")));
      await run(join(root, "node_modules/.bin/tsc"), [
        "--noEmit", "--strict", "--module", module, "--moduleResolution", resolution, "--target", "es2022",
        "--types", "node", "--typeRoots", join(root, "node_modules/@types"), "a.mts",
      ], { cwd: folder });
    });
  }
});
