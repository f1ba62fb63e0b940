// Servers for tests: the demo's on a copy of its folders, and an empty one that asks for a key.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const recsys = fileURLToPath(new URL("../../recsys", import.meta.url));
export const key = "a-key-for-tests-of-the-page";

async function serve(args, environment = {}) {
  const child = spawn(recsys, ["serve", ...args], { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const address = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the server did not start in time:\n${said}`)), 300_000);
    const read = (chunk) => {
      said += chunk;
      const listening = /Listening on (http:\/\/[^\s,]+)/.exec(said)?.[1];
      if (listening) {
        clearTimeout(timer);
        resolve(listening);
      }
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
  return {
    address,
    stop: () => new Promise((done) => {
      if (child.exitCode !== null) return done();
      child.on("exit", done);
      child.kill("SIGTERM");
    }),
  };
}

const olderVersion = "20200101-000000-1";

// The demo publishes one version; another one, to go to and come back from, is the same under an earlier name.
async function addOlderVersion(models) {
  const current = (await readFile(join(models, "CURRENT"), "utf8")).trim();
  await cp(join(models, current), join(models, olderVersion), { recursive: true });
  const path = join(models, olderVersion, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8"));
  await writeFile(path, JSON.stringify({ ...manifest, version: olderVersion, created_ms: Date.UTC(2020, 0, 1) }));
}

/** The server that RECSYS_ADDRESS names, or one on a copy of the demo's folders that is gone afterwards. */
export async function demoServer() {
  const named = process.env.RECSYS_ADDRESS;
  if (named) return { address: named.replace(/\/$/, ""), stop: async () => {} };
  const scratch = await mkdtemp(join(tmpdir(), "recsys-page-"));
  const demo = process.env.RECSYS_DEMO;
  for (const name of await readdir(demo)) {
    if (name !== "sample") await cp(join(demo, name), join(scratch, name), { recursive: true });
  }
  await rm(join(scratch, "data", "LOCK"), { force: true });
  await addOlderVersion(join(scratch, "models"));
  const heldOut = join(scratch, "held-out.jsonl");
  const running = await serve([
    "--data", join(scratch, "data"), "--models", join(scratch, "models"), "--address", "http://127.0.0.1:0",
    ...(existsSync(heldOut) ? ["--held-out", heldOut] : []),
  ]);
  return {
    address: running.address,
    olderVersion,
    stop: async () => {
      await running.stop();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

/** A server with a key and nothing in it. */
export async function emptyServer() {
  const scratch = await mkdtemp(join(tmpdir(), "recsys-page-"));
  for (const name of ["data", "models"]) await mkdir(join(scratch, name));
  const begin = (address) => serve(
    ["--data", join(scratch, "data"), "--models", join(scratch, "models"), "--address", address], { RECSYS_API_KEY: key });
  let running = await begin("http://127.0.0.1:0");
  const { address } = running;
  return {
    address,
    stop: async () => {
      await running.stop();
      await rm(scratch, { recursive: true, force: true });
    },
    restart: async () => {
      await running.stop();
      running = await begin(address);
    },
  };
}

/** A line to a server that can be cut and mended. */
export async function cuttableLine(address) {
  const { hostname, port } = new URL(address);
  const sockets = new Set();
  let whole = true;
  const listener = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connectSocket(Number(port), hostname);
    for (const [one, other] of [[near, far], [far, near]]) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => { sockets.delete(one); other.destroy(); });
      one.pipe(other);
    }
  });
  await new Promise((ready) => listener.listen(0, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${listener.address().port}`,
    cut: () => { whole = false; for (const socket of sockets) socket.destroy(); },
    mend: () => { whole = true; },
    close: () => { for (const socket of sockets) socket.destroy(); listener.close(); },
  };
}
