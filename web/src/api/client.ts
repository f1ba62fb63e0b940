import { connect, type RecsysClient } from "./contract.js";

const keyName = "recsys.api-key";
const timeoutMs = 15_000;

let key = sessionStorage.getItem(keyName) ?? "";
let client = open();
const listeners = new Set<() => void>();

function open(): RecsysClient {
  return connect(location.origin, key === "" ? { timeoutMs } : { timeoutMs, apiKey: key });
}

/** The services of the server that the page came from; calls carry the key that is set at the time. */
export const server = {
  get recommendations() { return client.recommendations; },
  get customers() { return client.customers; },
  get products() { return client.products; },
  get models() { return client.models; },
  get operations() { return client.operations; },
  openInteractionStream: (...args: Parameters<RecsysClient["openInteractionStream"]>) => client.openInteractionStream(...args),
};

/** Whether a key is kept for this tab. */
export const hasKey = (): boolean => key !== "";

/** Why a text cannot be a key; empty where it can. */
export const keyError = (text: string): string =>
  /^[!-~]{0,4096}$/.test(text.trim()) ? "" : "A key has visible ASCII characters only, without spaces.";

/** Keeps a key for as long as the tab lives, and tells those who asked to be told. Empty forgets it. */
export function setKey(text: string): void {
  key = text.trim();
  if (key === "") sessionStorage.removeItem(keyName);
  else sessionStorage.setItem(keyName, key);
  client = open();
  for (const listener of listeners) listener();
}

/** Tells of every change of the key until the function that comes back is called. */
export function onKeyChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
