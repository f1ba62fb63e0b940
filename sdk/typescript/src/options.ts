import type { Clock } from "./clock.js";

/** How a {@link RecsysClient} calls. */
export interface ClientOptions {
  /** Sent as `authorization: Bearer` with every call; none by default. Use it with https only. */
  apiKey?: string;

  /**
   * How long a unary call may take in all, repeats included, unless the call names a time of its own, in milliseconds:
   * 1 – 86,400,000, one day; 5,000 by default. Streams have no deadline unless the call names one.
   */
  timeoutMs?: number;

  /**
   * How often a call that the contract marks as safe to repeat is tried in all while the server answers UNAVAILABLE:
   * 1–5; 3 by default, 1 for no repeats. Waits about 0.1, 0.2, 0.4 … seconds between tries, or as long as the server
   * says; never beyond the call's deadline.
   */
  maxAttempts?: number;

  /**
   * Certificates, as PEM, of the authorities that are trusted instead of the system's. In Node only: browsers have
   * their own, and giving any there is an error.
   */
  caCertificates?: string | Uint8Array;

  /** Largest answer taken, in bytes: 1 KiB – 1 GiB; 32 MiB by default. In Node only. */
  maxReceiveBytes?: number;

  /** Clock that waits are counted by; the system's by default. For tests. */
  clock?: Clock;
}

/** Throws when an option is out of its range. */
export function checkRange(name: string, value: number, from: number, to: number): void {
  if (!(Number.isInteger(value) && value >= from && value <= to))
    throw new RangeError(`${name} must be ${from}–${to}, not ${value}.`);
}

/** The server's address without a slash at its end. */
export function checkAddress(address: string | URL): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new TypeError(`'${address}' is no address; write it like http://127.0.0.1:5080.`);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new TypeError(`'${address}' is neither http:// nor https://.`);
  if (url.search !== "" || url.hash !== "") throw new TypeError(`'${address}' must have no query and no fragment.`);
  return url.origin + url.pathname.replace(/\/+$/, "");
}
