// Runs conformance requests by plain HTTP, through the generated client.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Agent, fetch as fetchWith } from "undici";
import { connect, lines, type Schemas } from "../src/index.js";
import { type Json, parts, wayTo } from "./document.js";

type Status = Schemas["Status"];
interface Endpoint { address: string; api_key: string; ca_file: string }
interface Call {
  endpoint: Endpoint; method: string; requests: Json[]; timeout_ms: number; max_attempts: number; cancel: string;
}

const codes = [
  "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
  "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
  "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
];
const good = {
  code: "OK", message: "", reason: "", domain: "", metadata: {}, fields: [] as unknown[], retry_delay_ms: 0, request_id: "",
};

async function call({ endpoint, method, requests, timeout_ms, max_attempts, cancel }: Call): Promise<Json> {
  const way = wayTo(method);
  if (way === undefined) return { unsupported: "not in the OpenAPI document" };
  const client = connect(endpoint.address, {
    timeoutMs: timeout_ms > 0 ? timeout_ms : way.answersLines || way.takesLines ? 0 : 5000,
    attempts: max_attempts,
    ...(endpoint.api_key && { apiKey: endpoint.api_key }), ...(endpoint.ca_file && { fetch: trusting(endpoint.ca_file) }),
  });
  const given = new AbortController();
  const { path, query, body } = parts(way, requests[0] ?? {});
  const sent = way.takesLines
    ? {
      body: requests.map((one) => JSON.stringify(one) + "\n").join(""), bodySerializer: (text: string) => text,
      headers: { "content-type": "application/x-ndjson" },
    }
    : body === undefined ? {} : { body };
  const responses: unknown[] = [];
  try {
    // The method is chosen at run time, which the client's types do not foresee.
    const invoke = client[way.verb.toUpperCase() as "GET"] as unknown as (path: string, init: object) =>
      Promise<{ data?: unknown; error?: Status; response: Response }>;
    const answering = invoke(way.path, {
      params: { path, query }, parseAs: way.answersLines ? "stream" : "json", signal: given.signal, ...sent,
    });
    if (cancel === "at_once") given.abort();
    const { data, error, response } = await answering;
    if (response.headers.get("content-type")?.startsWith("application/grpc"))
      return { unsupported: "this server of the suite speaks gRPC alone" };
    if (error !== undefined) return { ...failed(error), responses };
    if (!way.answersLines) return { ...good, responses: [data] };
    for await (const line of lines<Json>(data as ReadableStream<Uint8Array>)) {
      if (line.error !== undefined) return { ...failed(line.error as Status), responses };
      responses.push(line);
      if (cancel === "after_first_response") given.abort();
    }
    return { ...good, responses };
  } catch (error) {
    return { ...good, ...broken(error), responses };
  }
}

function failed(status: Status): Json {
  const details = status.details ?? [];
  const detail = (type: string) => details.find((one) => one["@type"].endsWith("google.rpc." + type));
  const info = detail("ErrorInfo");
  return {
    ...good, code: codes[status.code ?? 2], message: status.message ?? "", reason: info?.reason ?? "",
    domain: info?.domain ?? "", metadata: info?.metadata ?? {}, fields: detail("BadRequest")?.fieldViolations ?? [],
    retry_delay_ms: Math.round(1000 * Number.parseFloat(detail("RetryInfo")?.retryDelay ?? "0")),
    request_id: detail("RequestInfo")?.requestId ?? "",
  };
}

// What fetch itself says when no answer came.
function broken(error: unknown): Json {
  const { name, message, cause } = error as Error;
  if (name === "AbortError") return { code: "CANCELLED", message };
  if (name === "TimeoutError") return { code: "DEADLINE_EXCEEDED", message };
  return { code: "UNAVAILABLE", message: String(cause ?? message) };
}

const agents = new Map<string, Agent>();
function trusting(file: string): (request: Request) => Promise<Response> {
  const agent = agents.get(file) ?? new Agent({ connect: { ca: readFileSync(file) } });
  agents.set(file, agent);
  return async (request) => await fetchWith(request.url, {
    method: request.method, headers: Object.fromEntries(request.headers), signal: request.signal, dispatcher: agent,
    ...(request.body !== null && { body: await request.text() }),
  }) as unknown as Response;
}

async function attribute(request: { endpoint: Endpoint; request: Json; interaction: Json }): Promise<Json> {
  const call1 = { endpoint: request.endpoint, timeout_ms: 0, max_attempts: 3, cancel: "" };
  const answer = await call({ ...call1, method: "/RecommendForUser", requests: [request.request] });
  const responses = answer.responses as Json[];
  const interaction = { ...request.interaction, attributionToken: responses[0]?.attributionToken };
  if (answer.code !== "OK") return answer;
  const written = await call({ ...call1, method: "/WriteInteractions", requests: [{ interactions: [interaction] }] });
  return { ...written, responses: [...responses, ...written.responses as Json[]], interaction };
}

async function execute(request: Json): Promise<Json> {
  switch (request.verb) {
    case "language": return { language: `OpenAPI, openapi-fetch 0.17.0, Node ${process.versions.node}` };
    case "call": return call(request as unknown as Call);
    case "attribute": return attribute(request as never);
    default: return { unsupported: "a generated client has no interaction stream" };
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line.trim() === "") continue;
  const request = JSON.parse(line) as Json;
  const reply = await execute(request).catch((error: unknown) => ({ broken: String(error) }));
  process.stdout.write(JSON.stringify({ id: request.id, ...reply }) + "\n");
}
process.exit(0);
