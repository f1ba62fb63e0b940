import { createInterface } from "node:readline";
import type { Reply, Request } from "./protocol.js";

/** Answers requests from standard input, one line each and in order, until it ends. */
export async function answerLines(execute: (request: Request) => Promise<Reply>): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === "") continue;
    const request = JSON.parse(line) as Request;
    let reply: Reply;
    try {
      reply = await execute(request);
    } catch (error) {
      console.error(error);
      reply = { broken: String(error) };
    }
    process.stdout.write(JSON.stringify({ id: request.id, ...reply }) + "\n");
  }
}
