import { createHash, X509Certificate } from "node:crypto";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executablePath = process.env["RECSYS_CHROMIUM"] ?? "/usr/bin/chromium";

/** Whether there is a browser to drive. */
export const hasChromium = existsSync(executablePath);

/**
 * Starts Debian's Chromium without a window.
 * @param authority Certificate, as PEM, of an authority to trust.
 */
export function startChromium(authority?: string): Promise<Browser> {
  const args = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ];
  if (authority !== undefined) args.push(`--ignore-certificate-errors-spki-list=${fingerprintOf(authority)}`);
  return chromium.launch({ executablePath, args });
}

function fingerprintOf(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(key).digest("base64");
}
