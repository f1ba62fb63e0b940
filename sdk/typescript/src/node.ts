import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { type Platform, RecsysClient } from "./client.js";
import { InteractionService } from "./gen/recsys/v1/interaction_service_pb.js";
import { BidiSender } from "./ingestion/bidi-sender.js";
import { InteractionStream } from "./ingestion/interaction-stream.js";
import { nodeDefaults, settle } from "./ingestion/options.js";
import { checkAddress, checkRange, type ClientOptions } from "./options.js";

export * from "./common.js";

/**
 * Makes a client for a server: gRPC over HTTP/2. Nothing is sent until the first call.
 *
 * @param address The server, for example `http://127.0.0.1:5080`, or `https://recs.example.com` for one with TLS.
 * @throws TypeError The address is not an http or https address.
 * @throws RangeError An option is out of its range.
 */
export function connect(address: string | URL, options: ClientOptions = {}): RecsysClient {
  const baseUrl = checkAddress(address);
  const { maxReceiveBytes = 32 << 20, caCertificates: ca } = options;
  checkRange("maxReceiveBytes", maxReceiveBytes, 1 << 10, 1 << 30);
  const session = new Http2SessionManager(
    baseUrl,
    // A connection that a firewall dropped in silence is found by pings instead of by a lost call.
    { pingIntervalMs: 60_000, pingTimeoutMs: 20_000 },
    ca === undefined ? {} : { ca: typeof ca === "string" ? ca : Buffer.from(ca) },
  );
  const transport = createGrpcTransport({ baseUrl, sessionManager: session, readMaxBytes: maxReceiveBytes });
  const platform: Platform = {
    transport,
    connectionFailure,
    openStream(streamOptions, callsOver, clock) {
      const interactions = callsOver(transport).clientOf(InteractionService);
      const settings = settle(streamOptions, nodeDefaults, 10_000);
      return new InteractionStream(settings, clock, (queue) => new BidiSender(interactions, queue));
    },
    close: () => session.abort(),
  };
  return new RecsysClient(platform, options);
}

// Errors of sockets, TLS and HTTP/2, as Node names them.
const unreachable = /^(E[A-Z_]+|ERR_(HTTP2|STREAM|SSL|TLS|OSSL)_\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/;

function connectionFailure(cause: unknown): string | undefined {
  for (let depth = 0; cause instanceof Error && depth < 8; depth++, cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && unreachable.test(cause.code))
      return `The server cannot be reached: ${cause.message || cause.code}`;
  }
  return undefined;
}
