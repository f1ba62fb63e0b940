/**
 * Values of {@link RecsysError.reason} that a server of this contract sends, for programs to compare with. New ones may
 * come; none changes its meaning. Written by scripts/reasons.js.
 */
export const ErrorReason = {
  /** INVALID_ARGUMENT: one or more fields are wrong; `google.rpc.BadRequest` names each. */
  INVALID_FIELDS: "INVALID_FIELDS",
  /** NOT_FOUND: the catalogue has no such product. */
  PRODUCT_NOT_FOUND: "PRODUCT_NOT_FOUND",
  /** NOT_FOUND: there is no such customer record. */
  CUSTOMER_NOT_FOUND: "CUSTOMER_NOT_FOUND",
  /** NOT_FOUND: the live model version has no pipeline of that name. */
  PIPELINE_NOT_FOUND: "PIPELINE_NOT_FOUND",
  /** NOT_FOUND: there is no such model version. */
  MODEL_NOT_FOUND: "MODEL_NOT_FOUND",
  /** ALREADY_EXISTS: the catalogue has a product of that id. */
  PRODUCT_ALREADY_EXISTS: "PRODUCT_ALREADY_EXISTS",
  /** ALREADY_EXISTS: there is a customer of that id. */
  CUSTOMER_ALREADY_EXISTS: "CUSTOMER_ALREADY_EXISTS",
  /** ABORTED: the record was changed since its etag was read. */
  ETAG_MISMATCH: "ETAG_MISMATCH",
  /** UNAVAILABLE: no model version is live yet; `google.rpc.RetryInfo` says when to try again. */
  MODEL_NOT_READY: "MODEL_NOT_READY",
  /** UNAVAILABLE: the store cannot be written or read; nothing that was acknowledged is lost. */
  STORAGE_UNAVAILABLE: "STORAGE_UNAVAILABLE",
  /**
   * RESOURCE_EXHAUSTED: the server's disk is full; reads go on, and `google.rpc.RetryInfo` says when to try to write
   * again.
   */
  STORAGE_FULL: "STORAGE_FULL",
  /** UNIMPLEMENTED: the contract has the call, this server does not serve it yet. */
  NOT_SERVED: "NOT_SERVED",
  /** INTERNAL: a bug in the server, logged there under the call's request id. */
  INTERNAL_ERROR: "INTERNAL_ERROR",
  /** INVALID_ARGUMENT: the bytes are no message of the method's type, or are cut off. */
  UNREADABLE_MESSAGE: "UNREADABLE_MESSAGE",
  /** RESOURCE_EXHAUSTED: the message is larger than the server accepts. */
  MESSAGE_TOO_LARGE: "MESSAGE_TOO_LARGE",
  /** NOT_FOUND: health was asked for a service that the server does not have. */
  SERVICE_NOT_FOUND: "SERVICE_NOT_FOUND",
  /** UNIMPLEMENTED: the server has no such service or method. */
  METHOD_NOT_FOUND: "METHOD_NOT_FOUND",
  /** PERMISSION_DENIED: a browser calls for a page of an origin that the server does not allow. */
  ORIGIN_NOT_ALLOWED: "ORIGIN_NOT_ALLOWED",
  /** NOT_FOUND: the server has nothing at that path. */
  PATH_NOT_FOUND: "PATH_NOT_FOUND",
  /** INVALID_ARGUMENT: the request's content type is none that its path takes. */
  CONTENT_TYPE_NOT_SUPPORTED: "CONTENT_TYPE_NOT_SUPPORTED",
  /** UNAVAILABLE: more calls are under way than the server takes; `google.rpc.RetryInfo` says when to try again. */
  OVERLOADED: "OVERLOADED",
  /** UNAUTHENTICATED: no API key, or a wrong one. */
  API_KEY_INVALID: "API_KEY_INVALID",
  /** DEADLINE_EXCEEDED: the call's deadline passed before it ended. */
  DEADLINE_EXCEEDED: "DEADLINE_EXCEEDED",
  /** DEADLINE_EXCEEDED: the deadline passed before the journal reached `min_journal_position`. */
  JOURNAL_POSITION_NOT_REACHED: "JOURNAL_POSITION_NOT_REACHED",
  /** ABORTED: a stream was cut off since its client did not read acknowledgements. */
  ACKNOWLEDGEMENTS_NOT_READ: "ACKNOWLEDGEMENTS_NOT_READ",
  /**
   * UNAVAILABLE: the server is stopping and ended the stream; what it acknowledged is durable, and the client goes on
   * by reconnecting.
   */
  SERVER_STOPPING: "SERVER_STOPPING",
  /** FAILED_PRECONDITION: the server was started without held-out interactions. */
  NO_HELD_OUT_DATA: "NO_HELD_OUT_DATA",
  /** FAILED_PRECONDITION: no model version was live before this one. */
  NO_EARLIER_MODEL: "NO_EARLIER_MODEL",
  /** FAILED_PRECONDITION: the model version is incomplete or its checksums do not match. */
  MODEL_DAMAGED: "MODEL_DAMAGED",
  /** ABORTED: another model version is live than the call expected. */
  LIVE_MODEL_CHANGED: "LIVE_MODEL_CHANGED",
  /** FAILED_PRECONDITION: the store holds no interactions to train on. */
  NOT_ENOUGH_DATA: "NOT_ENOUGH_DATA",
  /**
   * RESOURCE_EXHAUSTED: as many runs of training wait as the server lets; `google.rpc.RetryInfo` says when to try
   * again.
   */
  TRAINING_QUEUE_FULL: "TRAINING_QUEUE_FULL",
  /** NOT_FOUND: there is no run of training of this id, or it is no longer remembered. */
  TRAINING_RUN_NOT_FOUND: "TRAINING_RUN_NOT_FOUND",
  /** CANCELLED: the caller gave the call up. */
  CANCELLED: "CANCELLED",
  /** UNIMPLEMENTED: the path is a call's, but not with this HTTP method; by plain HTTP. */
  HTTP_METHOD_NOT_ALLOWED: "HTTP_METHOD_NOT_ALLOWED",
  /** INVALID_ARGUMENT: the caller accepts no form that this call answers in; by plain HTTP. */
  NOT_ACCEPTABLE: "NOT_ACCEPTABLE",
  /** Any status: the call failed below its method, for example in an encoding that the server does not know. */
  CALL_FAILED: "CALL_FAILED",
} as const;
