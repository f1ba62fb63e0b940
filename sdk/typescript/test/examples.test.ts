import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const skip = process.env["RECSYS_ADDRESS"] === undefined && "RECSYS_ADDRESS names no server";

describe("examples", () => {
  for (const [name, output] of [
    ["recommend", /^([01]\.\d{3} \S+ .+\n){5}like \S+:( \S+){1,5}\n$/],
    ["ingest", /^5 accepted, durable up to \d+\n$/],
    ["errors", /^There is no product 'no such product'\.\npage_size: .+\n$/],
  ] as const) {
    test(name, { skip }, async () => {
      const program = fileURLToPath(new URL(`../examples/${name}.js`, import.meta.url));
      const { stdout, stderr } = await run("node", [program]);
      assert.equal(stderr, "");
      assert.match(stdout, output);
    });
  }

  for (const name of ["recommend.ts", "ingest.ts", "browser.html"]) {
    test(`${name}, at most 15 lines of code`, async () => {
      const source = await readFile(new URL(`../../examples/${name}`, import.meta.url), "utf8");
      const script = /<script type="module">(.*)<\/script>/s.exec(source)?.[1] ?? source;
      const lines = script.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("//"));
      assert.ok(lines.length <= 15, `${lines.length} lines`);
    });
  }
});
