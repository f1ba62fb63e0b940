// The generated types, openapi-fetch, and what an application wants around both: the key, a deadline, typed errors.
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./schema.js";

/** Schemas of the document, by name. */
export type Schemas = components["schemas"];

/** How to reach a server. */
export interface ClientOptions {
  /** The server's API key, where it has one. */
  readonly apiKey?: string;
  /** Deadline of each call in milliseconds, for server and client; 0 for none. Default 5,000. */
  readonly timeoutMs?: number;
  /** How often a call is tried that may be repeated, while the server is unavailable. Default 3. */
  readonly attempts?: number;
  /** Another way to fetch, for example with certificates of one's own. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A client of a server, for example at `http://127.0.0.1:5080`: `GET`, `POST`, `PATCH` and `DELETE` by path. */
export function connect(address: string, options: ClientOptions = {}): Client<paths> {
  const { apiKey, timeoutMs = 5000, attempts = 3, fetch: send = globalThis.fetch } = options;
  return createClient<paths>({
    baseUrl: address.replace(/\/$/, ""),
    headers: {
      ...(apiKey && { authorization: `Bearer ${apiKey}` }),
      ...(timeoutMs > 0 && { "x-server-timeout": String(timeoutMs / 1000) }),
    },
    // Lists in a query are repeated parameters, which is openapi-fetch's way by default.
    fetch: (request) => repeat(timeoutMs > 0
      ? new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) })
      : request, attempts, send),
  });
}

// Calls by POST that the contract marks safe to repeat; those by GET all are.
const repeatable = /\/v1\/(interactions|trainingRuns|recommendations:forUser|[^?]*(:batchGet|:activate|\/similar))$/;

async function repeat(
  request: Request, attempts: number, send: (request: Request) => Promise<Response>,
): Promise<Response> {
  const isSafe = request.method === "GET"
    || (request.method === "POST" && repeatable.test(new URL(request.url).pathname));
  for (let attempt = 1; ; attempt++) {
    const answer = await send(request.clone());
    if (answer.status !== 503 || !isSafe || attempt >= attempts) return answer;
    const status = await answer.clone().json() as Schemas["Status"];
    const told = status.details?.find((detail) => detail.retryDelay !== undefined)?.retryDelay;
    const wait = told === undefined ? 100 * 2 ** (attempt - 1) * (0.8 + 0.4 * Math.random()) : 1000 * Number.parseFloat(told);
    await new Promise((ended) => setTimeout(ended, wait));
    request.signal.throwIfAborted();
  }
}

/** Why an answer is an error: the reason that programs can rely on, for example `PRODUCT_NOT_FOUND`. */
export function reasonOf(status: Schemas["Status"] | undefined): string {
  return status?.details?.find((detail) => detail["@type"].endsWith("google.rpc.ErrorInfo"))?.reason ?? "";
}

/** The lines of an answer of `application/x-ndjson`, as they come. */
export async function* lines<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<T> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
    const texts = (rest + decoder.decode(part, { stream: true })).split("\n");
    rest = texts.pop() ?? "";
    for (const text of texts) if (text !== "") yield JSON.parse(text) as T;
  }
}
