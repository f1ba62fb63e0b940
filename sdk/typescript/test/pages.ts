import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";

const files = new Map([
  ["/", { type: "text/html", body: "<!doctype html><title>Test</title>" }],
  ["/browser.html", { type: "text/html", body: read("../../examples/browser.html") }],
  ["/recsys-client.min.js", { type: "text/javascript", body: read("../../dist/recsys-client.min.js") }],
]);

/** Serves an empty page, the browser's example, and the SDK beside them. */
export const pages: RequestListener = (request, response) => {
  const file = files.get(new URL(request.url ?? "/", "http://any").pathname);
  response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" });
  response.end(file?.body);
};

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}
