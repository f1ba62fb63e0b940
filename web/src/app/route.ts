import { useEffect, useState } from "preact/hooks";

/** Where the page is: `#/explore?customer=12347` has the path ["explore"] and the parameter customer. */
export interface Route {
  path: string[];
  query: URLSearchParams;
}

/** Reads a location's hash. */
export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  return { path: path.split("/").filter(Boolean).map(decoded), query: new URLSearchParams(query) };
}

/** Writes one; parameters that are empty are left out. */
export function hrefOf(path: readonly string[], query?: Record<string, string | undefined> | URLSearchParams): string {
  const params = query instanceof URLSearchParams ? query : new URLSearchParams();
  if (query && !(query instanceof URLSearchParams)) {
    for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== "") params.set(name, value);
  }
  const text = params.toString();
  return `#/${path.map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const changed = new EventTarget();

/** Goes there: as a new entry of the history, or in place of the present one. */
export function go(href: string, options: { replace?: boolean } = {}): void {
  if (href === location.hash) return;
  if (options.replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  changed.dispatchEvent(new Event("change"));
}

/** The route now, and with every change. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const read = () => setHash(location.hash);
    addEventListener("hashchange", read);
    addEventListener("popstate", read);
    changed.addEventListener("change", read);
    return () => {
      removeEventListener("hashchange", read);
      removeEventListener("popstate", read);
      changed.removeEventListener("change", read);
    };
  }, []);
  return parseRoute(hash);
}
