import type { JsonValue } from "@bufbuild/protobuf";
import type { FieldViolation } from "recsys-client";

/** Where a request goes. */
export interface Endpoint {
  readonly address: string;
  readonly api_key: string;
  readonly ca_file: string;
}

/** What the suite asks for. */
export type Request = { readonly id: number } & (
  | {
    readonly verb: "call"; readonly endpoint: Endpoint; readonly method: string; readonly requests: JsonValue[];
    readonly timeout_ms: number; readonly max_attempts: number;
    readonly cancel: "" | "at_once" | "after_first_response";
  }
  | {
    readonly verb: "stream"; readonly endpoint: Endpoint; readonly interactions: JsonValue[];
    readonly max_batch: number; readonly linger_ms: number;
  }
  | {
    readonly verb: "attribute"; readonly endpoint: Endpoint; readonly request: JsonValue;
    readonly interaction: JsonValue;
  }
  | { readonly verb: "language" }
);

/** How a call ended, as the SDK told it. */
export interface Outcome {
  readonly code: string;
  readonly message: string;
  readonly reason: string;
  readonly domain: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly fields: readonly FieldViolation[];
  readonly retry_delay_ms: number;
  readonly request_id: string;
}

/** What is answered, but for the request's id. */
export type Reply = Partial<Outcome> & Record<string, unknown>;
