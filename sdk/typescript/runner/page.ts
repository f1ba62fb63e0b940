// The runner's part in the page; bundled, since it comes with the SDK.
import { connect, type RecsysClient } from "recsys-client";
import { execute, type RunnerPlatform } from "./execute.js";
import type { Request } from "./protocol.js";

const clients = new Map<string, RecsysClient>();
const platform: RunnerPlatform = {
  language: `${navigator.userAgent.match(/Chrome\/[\d.]+/)?.[0].replace("Chrome/", "Chromium ")}, connect-web 2.1.2`,
  streamsRequests: false,
  mostBatchSize: 1_000,
  clientOf({ address, api_key }, maxAttempts) {
    const key = JSON.stringify([address, api_key, maxAttempts]);
    let client = clients.get(key);
    if (!client) {
      client = connect(address, { maxAttempts, ...(api_key && { apiKey: api_key }) });
      clients.set(key, client);
    }
    return client;
  },
};
Object.assign(globalThis, { execute: (request: Request) => execute(platform, request) });
