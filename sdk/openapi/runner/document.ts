// Finds in the document how a method is called, and takes a request of the contract apart for it.
import { readFileSync } from "node:fs";

export type Json = { [name: string]: unknown };

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: { readonly $ref?: string } }> };
  readonly responses: Record<string, { readonly content?: Record<string, unknown> }>;
}

/** One way to call a method. */
export interface Way {
  readonly verb: "get" | "post" | "patch" | "delete";
  readonly path: string;
  readonly operation: Operation;
  readonly answersLines: boolean;
  readonly takesLines: boolean;
}

const Lines = "application/x-ndjson";
const document = JSON.parse(readFileSync(new URL("../../recsys.v1.json", import.meta.url), "utf8")) as {
  paths: Record<string, Record<string, Operation>>;
};

const ways = new Map<string, Way>();
for (const [path, verbs] of Object.entries(document.paths))
  for (const [verb, operation] of Object.entries(verbs))
    ways.set(operation.operationId, {
      verb: verb as Way["verb"], path, operation, answersLines: Lines in (operation.responses["200"]?.content ?? {}),
      takesLines: Lines in (operation.requestBody?.content ?? {}),
    });

/** The way to call a method: that whose body is the whole request where there is one, which any request fits. */
export function wayTo(method: string): Way | undefined {
  const name = method.slice(method.indexOf("/") + 1);
  return ways.get(`${name}ByPost`) ?? ways.get(name);
}

/** A request in the parts that a way has for it. */
export function parts(way: Way, request: Json): { path: Json; query: Json; body: unknown } {
  const rest = structuredClone(request);
  const path: Json = {};
  // The resource that Create and Update are about is their body.
  const resource = /^(?:Create|Update)(.*)$/.exec(way.operation.operationId)?.[1]?.toLowerCase();
  const body = resource === undefined ? undefined : (rest[resource] ?? {}) as Json;
  if (resource !== undefined) delete rest[resource];
  for (const { name } of (way.operation.parameters ?? []).filter((one) => one.in === "path")) {
    const holder = body ?? rest;
    const field = body === undefined ? name : "id";
    path[name] = holder[field] ?? "";
    delete holder[field];
  }
  if (way.operation.requestBody !== undefined && body === undefined) return { path, query: {}, body: rest };
  return { path, query: flat(rest), body };
}

// Fields of messages are parameters named by their path.
function flat(value: Json, prefix = ""): Json {
  const query: Json = {};
  for (const [name, inner] of Object.entries(value)) {
    const isMessage = typeof inner === "object" && inner !== null && !Array.isArray(inner);
    if (isMessage) Object.assign(query, flat(inner as Json, `${prefix}${name}.`));
    else query[prefix + name] = inner;
  }
  return query;
}
