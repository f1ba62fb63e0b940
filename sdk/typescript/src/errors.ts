import { Code, ConnectError } from "@connectrpc/connect";
import {
  BadRequestSchema, ErrorInfoSchema, RequestInfoSchema, RetryInfoSchema,
} from "./gen/google/rpc/error_details_pb.js";

// In the order of their numbers.
const codes = [
  "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
  "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
  "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
] as const;

/** How a call ended, as gRPC names it. */
export type StatusCode = (typeof codes)[number];

/** A field that the server found wrong. */
export interface FieldViolation {
  /** Its path in the request, for example `recent_events[3].price`. */
  readonly field: string;
  /** What is wrong and how to put it right. */
  readonly description: string;
}

interface Details {
  reason: string;
  domain: string;
  metadata: Readonly<Record<string, string>>;
  fieldViolations: readonly FieldViolation[];
  retryDelayMs: number | undefined;
  requestId: string;
}

const nothing: Details = {
  reason: "", domain: "", metadata: {}, fieldViolations: [], retryDelayMs: undefined, requestId: "",
};

/** A call that failed: the gRPC status, and what the server says of it in a form that programs can read. */
export class RecsysError extends Error {
  override readonly name = "RecsysError";

  /** The status. */
  readonly code: StatusCode;

  /**
   * Why, as one of {@link ErrorReason}; empty when it was not the server's own code that failed the call, for example
   * when there is no connection.
   */
  readonly reason: string;

  /** Whose reason it is: `recsys`; empty where there is none. */
  readonly domain: string;

  /** What the reason is about, for example `product_id` and the id that was not found. */
  readonly metadata: Readonly<Record<string, string>>;

  /** All fields the server found wrong; empty unless the status is INVALID_ARGUMENT. */
  readonly fieldViolations: readonly FieldViolation[];

  /** How long to wait before trying again, in milliseconds, where the server says so. */
  readonly retryDelayMs: number | undefined;

  /** What the server's log calls the request; empty where the server does not say. */
  readonly requestId: string;

  /** For this package; calls throw it. */
  constructor(code: StatusCode, message: string, details: Details = nothing, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.reason = details.reason;
    this.domain = details.domain;
    this.metadata = details.metadata;
    this.fieldViolations = details.fieldViolations;
    this.retryDelayMs = details.retryDelayMs;
    this.requestId = details.requestId;
  }
}

/** What a cause of a failure means where the connection failed below gRPC; undefined where it did not. */
export type ConnectionFailure = (cause: unknown) => string | undefined;

/** What a failed call throws. */
export function asRecsysError(failure: unknown, connectionFailure: ConnectionFailure): RecsysError {
  if (failure instanceof RecsysError) return failure;
  const error = ConnectError.from(failure);
  const own = error.code === Code.DeadlineExceeded || error.code === Code.Canceled;
  const broken = own || error.cause === undefined ? undefined : connectionFailure(error.cause);
  if (broken !== undefined) return new RecsysError("UNAVAILABLE", broken, nothing, error);
  return new RecsysError(codes[error.code] ?? "UNKNOWN", error.rawMessage, detailsOf(error), error);
}

function detailsOf(error: ConnectError): Details {
  const info = error.findDetails(ErrorInfoSchema)[0];
  const wrong = error.findDetails(BadRequestSchema)[0];
  const delay = error.findDetails(RetryInfoSchema)[0]?.retryDelay;
  return {
    reason: info?.reason ?? "",
    domain: info?.domain ?? "",
    metadata: info?.metadata ?? {},
    fieldViolations: wrong?.fieldViolations.map(({ field, description }) => ({ field, description })) ?? [],
    retryDelayMs: delay && Number(delay.seconds) * 1000 + delay.nanos / 1e6,
    requestId: error.findDetails(RequestInfoSchema)[0]?.requestId ?? "",
  };
}
