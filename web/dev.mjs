// Serves the page on 127.0.0.1:5081 while it is worked on: rebuilds on change, and hands every call on to the server.
import { createServer, request as send } from "node:http";
import { watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildPage } from "./build.mjs";

const dist = fileURLToPath(new URL("dist/", import.meta.url));
const server = new URL(process.argv[2] ?? "http://127.0.0.1:5080");
const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml",
  ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8",
};

async function rebuild() {
  try {
    await buildPage();
    console.log("page: built");
  } catch (error) {
    console.error(`page: ${error.message}`);
  }
}

await rebuild();
let timer;
watch(fileURLToPath(new URL("src/", import.meta.url)), { recursive: true }, () => {
  clearTimeout(timer);
  timer = setTimeout(rebuild, 60);
});

createServer(async (call, answer) => {
  const path = new URL(call.url, "http://page").pathname;
  if (call.method === "GET" && (path === "/" || path.startsWith("/assets/")) && !path.includes("..")) {
    try {
      const bytes = await readFile(join(dist, path === "/" ? "index.html" : path));
      answer.writeHead(200, { "content-type": types[extname(path) || ".html"] ?? "application/octet-stream", "cache-control": "no-store" });
      answer.end(bytes);
    } catch {
      answer.writeHead(404).end();
    }
    return;
  }
  const onward = send(new URL(call.url, server), { method: call.method, headers: call.headers }, (reply) => {
    answer.writeHead(reply.statusCode, reply.headers);
    reply.pipe(answer);
  });
  onward.on("error", () => answer.headersSent ? answer.destroy() : answer.writeHead(502).end());
  answer.on("close", () => onward.destroy());
  call.pipe(onward);
}).listen(5081, "127.0.0.1", () => console.log(`page: http://127.0.0.1:5081, in front of ${server.origin}`));
