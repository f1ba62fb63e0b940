import { create, type DescMethod, type DescService, fromJson, type JsonValue, toJson } from "@bufbuild/protobuf";
import {
  attribute, CustomerService, Health, InteractionSchema, InteractionService, ModelService, OperationsService,
  ProductService, RecommendationService, RecommendForUserRequestSchema, RecommendForUserResponseSchema, RecsysError,
  type InteractionReceipt, type RecsysClient, WriteInteractionsResponseSchema,
} from "recsys-client";
import type { Outcome, Reply, Request } from "./protocol.js";

/** What a platform brings. */
export interface RunnerPlatform {
  readonly language: string;
  /** Whether calls can stream requests. */
  readonly streamsRequests: boolean;
  readonly mostBatchSize: number;
  /** The client for an endpoint; one for each number of attempts. */
  clientOf(endpoint: { address: string; api_key: string; ca_file: string }, maxAttempts: number): RecsysClient;
}

type Call = Extract<Request, { verb: "call" }>;
type Invoke = (input: unknown, options: object) => Promise<never> | AsyncIterable<never>;

const services: readonly DescService[] = [
  RecommendationService, InteractionService, ProductService, CustomerService, ModelService, OperationsService, Health,
];

/** Does what a request asks, through the SDK's public interface. */
export async function execute(platform: RunnerPlatform, request: Request): Promise<Reply> {
  switch (request.verb) {
    case "language":
      return { language: platform.language };
    case "call":
      return runCall(platform, request);
    case "stream":
      return runStream(platform, request);
    case "attribute":
      return runAttribute(platform, request);
    default:
      return { unsupported: "no such verb" };
  }
}

async function runCall(platform: RunnerPlatform, request: Call): Promise<Reply> {
  const [service, method] = find(request.method);
  const streams = method.methodKind === "client_streaming" || method.methodKind === "bidi_streaming";
  if (streams && !platform.streamsRequests) return { unsupported: "browsers cannot stream requests" };

  const client = platform.clientOf(request.endpoint, request.max_attempts);
  const messages = request.requests.map((json) => fromJson(method.input, json));
  const given = new AbortController();
  const responses: JsonValue[] = [];
  const take = (response: never) => {
    responses.push(toJson(method.output, response));
    if (request.cancel === "after_first_response") given.abort();
  };
  const options = { signal: given.signal, ...(request.timeout_ms > 0 && { timeoutMs: request.timeout_ms }) };
  const invoke = (client.service(service) as Record<string, Invoke>)[method.localName] as Invoke;
  const outcome = await outcomeOf(async () => {
    const call = invoke(streams ? all(messages) : messages[0], options);
    if (request.cancel === "at_once") given.abort();
    if (Symbol.asyncIterator in call) for await (const response of call) take(response);
    else take(await call);
  });
  return { ...outcome, responses };
}

async function runStream(
  platform: RunnerPlatform, request: Extract<Request, { verb: "stream" }>,
): Promise<Reply> {
  const client = platform.clientOf(request.endpoint, 3);
  const interactions = request.interactions.map((json) => fromJson(InteractionSchema, json));
  const rejected: InteractionReceipt[] = [];
  const stream = client.openInteractionStream({
    batchSize: Math.min(request.max_batch, platform.mostBatchSize), lingerMs: request.linger_ms,
    onRejected: (receipt) => rejected.push(receipt),
  });
  const outcome = await outcomeOf(async () => {
    for (const interaction of interactions) await stream.add(interaction);
    await stream.close();
  });
  return {
    ...outcome, accepted: stream.totals.accepted, duplicates: stream.totals.duplicates,
    rejections: rejected.map(({ interactionId, rejection }) =>
      ({ id: interactionId, reason: rejection?.reason, field: rejection?.field })),
    ids: interactions.map(({ id }) => id),
  };
}

async function runAttribute(
  platform: RunnerPlatform, request: Extract<Request, { verb: "attribute" }>,
): Promise<Reply> {
  const client = platform.clientOf(request.endpoint, 3);
  const responses: JsonValue[] = [];
  let interaction = create(InteractionSchema);
  const outcome = await outcomeOf(async () => {
    const answer = await client.recommend(fromJson(RecommendForUserRequestSchema, request.request));
    responses.push(toJson(RecommendForUserResponseSchema, answer));
    interaction = attribute(fromJson(InteractionSchema, request.interaction), answer);
    responses.push(toJson(WriteInteractionsResponseSchema, await client.write([interaction])));
  });
  return { ...outcome, responses, interaction: toJson(InteractionSchema, interaction) };
}

async function outcomeOf(work: () => Promise<void>): Promise<Outcome> {
  const good = {
    code: "OK", message: "", reason: "", domain: "", metadata: {}, fields: [], retry_delay_ms: 0, request_id: "",
  };
  try {
    await work();
    return good;
  } catch (error) {
    // Anything else is no failed call: the runner is broken, and says so.
    if (!(error instanceof RecsysError)) throw error;
    const { code, message, reason, domain, metadata, fieldViolations, retryDelayMs, requestId } = error;
    return {
      code, message, reason, domain, metadata, fields: fieldViolations, retry_delay_ms: retryDelayMs ?? 0,
      request_id: requestId,
    };
  }
}

function find(path: string): [DescService, DescMethod] {
  for (const service of services)
    for (const method of service.methods) if (`${service.typeName}/${method.name}` === path) return [service, method];
  throw new Error(`The SDK has no method ${path}.`);
}

async function* all<T>(messages: T[]): AsyncIterable<T> {
  yield* messages;
}
