import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { type Platform, RecsysClient } from "./client.js";
import { InteractionService } from "./gen/recsys/v1/interaction_service_pb.js";
import { InteractionStream } from "./ingestion/interaction-stream.js";
import { browserDefaults, settle } from "./ingestion/options.js";
import { outlivePage } from "./ingestion/keepalive.js";
import type { Queue } from "./ingestion/queue.js";
import { UnarySender } from "./ingestion/unary-sender.js";
import { checkAddress, type ClientOptions } from "./options.js";

export * from "./common.js";

/**
 * Makes a client for a server: gRPC-Web by `fetch`. Nothing is sent until the first call. Calls that stream requests
 * (imports, `ingestInteractions`) fail here; {@link RecsysClient.openInteractionStream} works. A page of another origin
 * than the server's needs that origin among those the server allows.
 *
 * @param address The server, for example `https://recs.example.com`.
 * @throws TypeError The address is not an http or https address, or certificates are given.
 * @throws RangeError An option is out of its range.
 */
export function connect(address: string | URL, options: ClientOptions = {}): RecsysClient {
  const baseUrl = checkAddress(address);
  if (options.caCertificates !== undefined)
    throw new TypeError("caCertificates cannot be set in a browser: it trusts its own.");
  const platform: Platform = {
    transport: createGrpcWebTransport({ baseUrl }),
    connectionFailure,
    openStream(streamOptions, callsOver, clock) {
      const transport = createGrpcWebTransport({ baseUrl, fetch: outlivePage(globalThis.fetch) });
      const interactions = callsOver(transport).clientOf(InteractionService);
      const settings = settle(streamOptions, browserDefaults, 1_000);
      const leaving = new AbortController();
      const senderOf = (queue: Queue) => {
        const sender = new UnarySender(interactions, queue);
        hurryOnLeave(() => sender.hurry(), leaving.signal);
        return sender;
      };
      return new InteractionStream(settings, clock, senderOf, () => leaving.abort());
    },
    close: () => {},
  };
  return new RecsysClient(platform, options);
}

/** Calls when the page is hidden, which may be the last that it is told, or left. Workers have no page. */
function hurryOnLeave(hurry: () => void, signal: AbortSignal): void {
  if (typeof document === "undefined") return;
  const onChange = () => {
    if (document.visibilityState === "hidden") hurry();
  };
  document.addEventListener("visibilitychange", onChange, { signal });
  window.addEventListener("pagehide", hurry, { signal });
}

// `fetch` fails so when there is no connection, and when the server does not allow the page's origin.
function connectionFailure(cause: unknown): string | undefined {
  if (!(cause instanceof TypeError)) return undefined;
  const origin = typeof location === "undefined" ? "this origin" : location.origin;
  return `The server cannot be reached, or does not allow pages of ${origin}: ${cause.message}`;
}
