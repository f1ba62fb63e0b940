import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { connect, type ClientOptions, RecsysError } from "recsys-client";

const { RECSYS_TLS_ADDRESS: address = "", RECSYS_CA_FILE: caFile = "", RECSYS_API_KEY: apiKey = "" } = process.env;

describe("TLS and key, Node", { skip: !address && "RECSYS_TLS_ADDRESS names no server" }, () => {
  const call = async (options: ClientOptions): Promise<string> => {
    using client = connect(address, { maxAttempts: 1, ...options });
    try {
      return `${(await client.recommend({ customerId: "12347", pageSize: 1 })).recommendations.length}`;
    } catch (error) {
      return error instanceof RecsysError ? `${error.code} ${error.reason}` : String(error);
    }
  };

  test("authority and key are right, answered", async () => {
    assert.equal(await call({ caCertificates: readFileSync(caFile), apiKey }), "1");
    assert.equal(await call({ caCertificates: readFileSync(caFile, "utf8"), apiKey }), "1");
  });

  test("authority is not trusted, UNAVAILABLE", async () => {
    assert.equal(await call({ apiKey }), "UNAVAILABLE ");
  });

  test("key is wrong, UNAUTHENTICATED", async () => {
    const wrong = { caCertificates: readFileSync(caFile), apiKey: "wrong" };
    assert.equal(await call(wrong), "UNAUTHENTICATED API_KEY_INVALID");
  });
});
