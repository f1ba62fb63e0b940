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
  /** Another way to fetch, for example with certificates of one's own. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A client of a server, for example at `http://127.0.0.1:5080`: `GET`, `POST`, `PATCH` and `DELETE` by path. */
export function connect(address: string, options: ClientOptions = {}): Client<paths> {
  const { apiKey, timeoutMs = 5000, fetch: send = globalThis.fetch } = options;
  return createClient<paths>({
    baseUrl: address.replace(/\/$/, ""),
    headers: {
      ...(apiKey && { authorization: `Bearer ${apiKey}` }),
      ...(timeoutMs > 0 && { "x-server-timeout": String(timeoutMs / 1000) }),
    },
    // Lists in a query are repeated parameters, which is openapi-fetch's way by default.
    fetch: (request) => send(timeoutMs > 0
      ? new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) })
      : request),
  });
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
