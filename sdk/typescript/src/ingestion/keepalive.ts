import { keepaliveBytes } from "./unary-sender.js";

/**
 * A `fetch` whose requests go on when their page is gone, as far as browsers allow: all of them together may hold
 * 64 KiB. One beyond that is an ordinary request; so is the one after a failure, since the page's own requests count
 * too.
 */
export function outlivePage(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  let bytesUnderWay = 0;
  let failed = false;
  return async (input, init) => {
    const bytes = init?.body instanceof Uint8Array ? init.body.byteLength : Infinity;
    const keepalive = !failed && bytesUnderWay + bytes <= keepaliveBytes;
    failed = false;
    if (!keepalive) return fetch(input, init);
    bytesUnderWay += bytes;
    try {
      return await fetch(input, { ...init, keepalive });
    } catch (failure) {
      failed = true;
      throw failure;
    } finally {
      bytesUnderWay -= bytes;
    }
  };
}
