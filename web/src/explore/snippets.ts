import { toJson } from "@bufbuild/protobuf";
import { RecommendForUserRequestSchema, type RecommendForUserRequest } from "../api/contract.js";

/** The same request in one of the ways people call a server. */
export interface Snippet {
  name: string;
  text: string;
}

/** Writes a request as a command line and as code. */
export function snippetsOf(request: RecommendForUserRequest, address: string, withKey: boolean): Snippet[] {
  const json = toJson(RecommendForUserRequestSchema, request) as Json;
  return [
    { name: "curl", text: curl(json, address, withKey) },
    { name: "C#", text: csharp(json, address, withKey) },
    { name: "TypeScript", text: typescript(json, address, withKey) },
    { name: "Python", text: python(json, address, withKey) },
  ];
}

type Json = Record<string, unknown>;

function curl(json: Json, address: string, withKey: boolean): string {
  const key = withKey ? ` \\\n  -H "authorization: Bearer $RECSYS_API_KEY"` : "";
  const body = JSON.stringify(json, null, 2).replaceAll("'", "'\\''");
  return `curl ${address}/v1/recommendations:forUser${key} \\\n  -H 'content-type: application/json' -d '${body}'`;
}

function typescript(json: Json, address: string, withKey: boolean): string {
  const key = withKey ? ", { apiKey: process.env.RECSYS_API_KEY }" : "";
  const names = ["connect", ...enumsIn(json)].join(", ");
  return [
    `import { ${names} } from "recsys-client";`,
    "",
    `const client = connect("${address}"${key});`,
    `const answer = await client.recommend(${literal(json, {
      indent: "  ", message: ["{", "}"], list: ["[", "]"], field: (name) => `${name}: `,
      large: (digits) => `${digits}n`, number: (_, value) => String(value), choice: (type, value) => `${type}.${value}`,
    })});`,
    "for (const item of answer.recommendations) console.log(item.score, item.productId, item.product?.title);",
  ].join("\n");
}

function csharp(json: Json, address: string, withKey: boolean): string {
  const key = withKey
    ? `, new RecsysClientOptions { ApiKey = Environment.GetEnvironmentVariable("RECSYS_API_KEY") }` : "";
  const body = literal(json, {
    indent: "    ", message: ["new() {", "}"], list: ["{", "}"],
    field: (name) => `${name.charAt(0).toUpperCase()}${name.slice(1)} = `, large: (digits) => digits,
    number: (name, value) => (floats.has(name) && !Number.isInteger(value) ? `${value}f` : String(value)),
    choice: (type, value) => `${type}.${value.toLowerCase().replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase())}`,
  });
  return [
    "using Recsys.Client;",
    "using Recsys.V1;",
    "",
    `using var client = RecsysClient.Connect("${address}"${key});`,
    `var answer = await client.Recommendations.RecommendForUserAsync(${body.replace("new() {", "new RecommendForUserRequest\n{")});`,
    "foreach (var item in answer.Recommendations)",
    `    Console.WriteLine($"{item.Score:F3}  {item.ProductId}  {item.Product.Title}");`,
  ].join("\n");
}

function python(json: Json, address: string, withKey: boolean): string {
  const key = withKey ? `, api_key=os.environ["RECSYS_API_KEY"]` : "";
  const style: Style = {
    indent: "    ", message: ["{", "}"], list: ["[", "]"], field: (name) => `"${snake(name)}": `, large: (digits) => digits,
    number: (_, value) => String(value), choice: (_, __, whole) => `"${whole}"`, truth: (value) => (value ? "True" : "False"),
  };
  const fields = Object.entries(json).map(([name, value]) => `    ${snake(name)}=${literal(value, style, name, 1)},`);
  return [
    ...(withKey ? ["import os", ""] : []),
    "import recsys",
    "from recsys.v1 import RecommendForUserRequest",
    "",
    `client = recsys.connect("${address}"${key})`,
    `answer = client.recommendations.RecommendForUser(RecommendForUserRequest(\n${fields.join("\n")}\n))`,
    "for item in answer.recommendations:",
    `    print(f"{item.score:.3f}  {item.product_id}  {item.product.title}")`,
  ].join("\n");
}

/** How a language writes values. */
interface Style {
  indent: string;
  message: [string, string];
  list: [string, string];
  field: (name: string) => string;
  /** A 64-bit number. */
  large: (digits: string) => string;
  number: (field: string, value: number) => string;
  /** A value of an enum: its type, its name without the type's, and its whole name. */
  choice: (type: string, value: string, whole: string) => string;
  truth?: (value: boolean) => string;
}

// In proto3 JSON 64-bit numbers and enums are strings: both are told by the field they are in.
const larges = new Set(["seed", "minJournalPosition"]);
const floats = new Set(["temperature", "diversity", "promotionThreshold"]);
const enums: Record<string, string> = { type: "InteractionType", view: "RecommendationView", device: "Device" };

function literal(value: unknown, style: Style, field = "", depth = 0): string {
  const inner = style.indent.repeat(depth + 1);
  const outer = style.indent.repeat(depth);
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${literal(item, style, field, depth + 1)},`);
    return `${style.list[0]}\n${items.join("\n")}\n${outer}${style.list[1]}`;
  }
  if (typeof value === "object" && value !== null) {
    const parts = Object.entries(value)
      .map(([name, part]) => `${inner}${style.field(name)}${literal(part, style, name, depth + 1)},`);
    return `${style.message[0]}\n${parts.join("\n")}\n${outer}${style.message[1]}`;
  }
  if (typeof value === "boolean") return style.truth?.(value) ?? String(value);
  if (typeof value === "number") return style.number(field, value);
  const text = String(value);
  if (larges.has(field)) return style.large(text);
  const type = enums[field];
  if (type === undefined) return JSON.stringify(text);
  return style.choice(type, text.slice(prefixOf(type).length), text);
}

function enumsIn(value: unknown, field = "", found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) enumsIn(item, field, found);
  else if (typeof value === "object" && value !== null) for (const [name, part] of Object.entries(value)) enumsIn(part, name, found);
  else if (enums[field] !== undefined) found.add(enums[field]);
  return found;
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const prefixOf = (type: string): string => `${snake(type).slice(1).toUpperCase()}_`;
