import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:tls";
import { type Browser, chromium } from "playwright-core";

const executablePath = process.env["RECSYS_CHROMIUM"] ?? "/usr/bin/chromium";

/** Whether there is a browser to drive. */
export const hasChromium = existsSync(executablePath);

/**
 * Starts Debian's Chromium without a window.
 * @param pins Keys of certificates to trust, see {@link pinOf}.
 */
export function startChromium(pins: readonly string[] = []): Promise<Browser> {
  const args = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ];
  if (pins.length > 0) args.push(`--ignore-certificate-errors-spki-list=${pins.join(",")}`);
  return chromium.launch({ executablePath, args });
}

/**
 * The key of a server's certificate, once it is checked that the authority signed it: Chromium knows the authorities of
 * its profile only, and takes a key on the command line. Undefined where the check fails.
 */
export async function pinOf(address: string, authority: Uint8Array): Promise<string | undefined> {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port || 443), ca: Buffer.from(authority) });
  try {
    await once(socket, "secureConnect");
    const key = socket.getPeerX509Certificate()?.publicKey.export({ type: "spki", format: "der" });
    return key && createHash("sha256").update(key).digest("base64");
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}
