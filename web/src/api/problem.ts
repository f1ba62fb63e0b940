import { RecsysError, type StatusCode } from "./contract.js";

/** What kind of answer an error asks of the person in front of the page. */
export type ProblemKind = "key" | "unavailable" | "invalid" | "missing" | "unsupported" | "other";

/** An error of the server, ready to be shown. */
export interface Problem {
  kind: ProblemKind;
  /** What is wrong, in a few words. */
  title: string;
  /** What the server said. */
  message: string;
  /** Stable reason, upper snake case; empty where the server gave none. */
  reason: string;
  /** gRPC's name of the code, for example NOT_FOUND. */
  code: string;
  /** Wrong fields by name, with what to put right. */
  fields: Map<string, string>;
  /** How long to wait before another try, in milliseconds, where the server said. */
  retryAfterMs: number | undefined;
  /** The id under which the server's log has it; empty where there is none. */
  requestId: string;
}

const kinds: Partial<Record<StatusCode, [ProblemKind, string]>> = {
  UNAUTHENTICATED: ["key", "The server asks for an API key"],
  PERMISSION_DENIED: ["key", "This key may not do that"],
  UNAVAILABLE: ["unavailable", "The server cannot be reached"],
  DEADLINE_EXCEEDED: ["unavailable", "The server took too long"],
  RESOURCE_EXHAUSTED: ["unavailable", "The server has too much to do"],
  INVALID_ARGUMENT: ["invalid", "The server did not accept the request"],
  OUT_OF_RANGE: ["invalid", "The server did not accept the request"],
  NOT_FOUND: ["missing", "There is no such thing"],
  UNIMPLEMENTED: ["unsupported", "This server does not offer this"],
  FAILED_PRECONDITION: ["other", "Not possible as things are"],
  ABORTED: ["other", "Something changed in between"],
};

const byReason: Record<string, string> = {
  MODEL_NOT_READY: "No model is live yet",
  PRODUCT_NOT_FOUND: "There is no such product",
  CUSTOMER_NOT_FOUND: "There is no such customer",
  NO_HELD_OUT_DATA: "Nothing was held out on this server",
  NO_EARLIER_MODEL: "There is no earlier version to go back to",
  LIVE_MODEL_CHANGED: "Another version went live in between",
  MODEL_DAMAGED: "This version is damaged",
  SERVER_STOPPING: "The server is stopping",
  OVERLOADED: "The server has too much to do",
};

/** Whether an error only says that the page itself ended the call. */
export const isCancelled = (error: unknown): boolean => error instanceof RecsysError && error.code === "CANCELLED";

/** Reads an error of a call. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof RecsysError)) throw error; // A mistake of the page's own, not an answer.
  const [kind, title] = kinds[error.code] ?? ["other", "Something went wrong"];
  return {
    kind,
    title: byReason[error.reason] ?? title,
    message: error.message,
    reason: error.reason,
    code: error.code,
    fields: new Map(error.fieldViolations.map(({ field, description }) => [field, description])),
    retryAfterMs: error.retryDelayMs,
    requestId: error.requestId,
  };
}
