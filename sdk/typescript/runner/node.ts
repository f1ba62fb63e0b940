// Runs conformance requests in Node.
import { readFileSync } from "node:fs";
import { connect, type RecsysClient } from "recsys-client";
import { execute } from "./execute.js";
import { answerLines } from "./lines.js";

const clients = new Map<string, RecsysClient>();
await answerLines((request) => execute({
  language: `Node ${process.versions.node}, connect-node 2.1.2`,
  streamsRequests: true,
  mostBatchSize: 10_000,
  clientOf({ address, api_key, ca_file }, maxAttempts) {
    const key = JSON.stringify([address, api_key, ca_file, maxAttempts]);
    let client = clients.get(key);
    if (!client) {
      client = connect(address, {
        maxAttempts, ...(api_key && { apiKey: api_key }), ...(ca_file && { caCertificates: readFileSync(ca_file) }),
      });
      clients.set(key, client);
    }
    return client;
  },
}, request));
for (const client of clients.values()) client.close();
