// Writes src/reasons.ts from the server's reasons; with --check it only says whether that is current.
import { readFileSync, writeFileSync } from "node:fs";

const from = new URL("../../csharp/Recsys.Contract/ErrorReasons.cs", import.meta.url);
const to = new URL("../src/reasons.ts", import.meta.url);
const constant = /<summary>((?:(?!<summary>).)*?)<\/summary>\s*public const string (?!Domain)\w+ = "(\w+)"/gs;
const reasons = readFileSync(from, "utf8").matchAll(constant);

const written = [
  ...comment("", "Values of {@link RecsysError.reason} that a server of this contract sends, for programs to compare "
    + "with. New ones may come; none changes its meaning. Written by scripts/reasons.js."),
  "export const ErrorReason = {",
  ...[...reasons].flatMap(([, summary, name]) => [...comment("  ", textOf(summary)), `  ${name}: "${name}",`]),
  "} as const;",
  "",
].join("\n");

if (process.argv[2] !== "--check") writeFileSync(to, written);
else if (readFileSync(to, "utf8") !== written) {
  console.error("src/reasons.ts is not what the server's reasons make it; run ./recsys sdk generate and commit");
  process.exitCode = 1;
}

function textOf(summary) {
  return summary.replace(/\s*\n\s*\/\/\/\s*/g, " ").replace(/<c>(.*?)<\/c>/g, "`$1`").trim();
}

function comment(indent, text) {
  if (indent.length + text.length + 7 <= 120) return [`${indent}/** ${text} */`];
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (indent.length + last.length + word.length + 4 > 120) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`];
}
