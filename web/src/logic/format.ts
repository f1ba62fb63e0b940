const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 12345 → "12,345". */
export const count = (value: number | bigint): string => whole.format(value);

/** A price without a currency, which the contract does not name. */
export const price = (value: number): string => (value > 0 ? money.format(value) : "");

/** 0.1234 → "12.3 %"; "–" where it was not measured. */
export function percent(ratio: number | undefined): string {
  if (ratio === undefined || !Number.isFinite(ratio)) return "–";
  const value = ratio * 100;
  return `${value.toFixed(value !== 0 && Math.abs(value) < 99.95 ? 1 : 0)} %`;
}

/** Milliseconds with three figures and the unit that suits: "340 µs", "1.25 ms", "2.1 s". */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return "–";
  if (ms === 0) return "0 ms";
  if (ms < 0.9995) return `${figures(ms * 1000)} µs`;
  if (ms < 999.5) return `${figures(ms)} ms`;
  if (ms < 119_500) return `${figures(ms / 1000)} s`;
  return span(ms / 1000);
}

/** A long stretch of time in its two largest units: "3 min 20 s", "2 h 5 min", "4 d 1 h". */
export function span(seconds: number): string {
  const units: [number, string][] = [[86_400, "d"], [3_600, "h"], [60, "min"], [1, "s"]];
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [size, name] of units) {
    const n = Math.floor(rest / size);
    rest -= n * size;
    if (n > 0) parts.push(`${n} ${name}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ") || "0 s";
}

/** 1536 → "1.5 KiB". */
export function bytes(value: number | bigint): string {
  let rest = Number(value);
  for (const unit of ["B", "KiB", "MiB", "GiB"]) {
    if (rest < 1024) return `${unit === "B" ? Math.round(rest) : figures(rest)} ${unit}`;
    rest /= 1024;
  }
  return `${figures(rest)} TiB`;
}

/** A rate per second with as many decimals as it bears. */
export const rate = (value: number): string => (value === 0 ? "0" : value < 0.095 ? value.toFixed(2) : figures(value));

/** A score: three decimals, since scores of neighbours differ in the third. */
export const score = (value: number | undefined): string => (value === undefined ? "–" : value.toFixed(3));

function figures(value: number): string {
  if (value >= 999.5) return whole.format(value);
  if (value >= 99.5) return value.toFixed(0);
  if (value >= 9.95) return value.toFixed(1).replace(/\.0$/, "");
  return value.toFixed(2).replace(/\.?0+$/, "");
}

/** A title that shouts is put into calm letters; any other stays as the shop wrote it. */
export function calmTitle(title: string): string {
  const letters = title.replace(/[^\p{L}]/gu, "");
  if (letters.length < 3 || letters !== letters.toUpperCase()) return title.trim();
  const low = title.trim().replace(/\s+/g, " ").toLowerCase();
  return low.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}

/** "3 min ago", from two times in ms since 1970. */
export function ago(then: number, now: number): string {
  const seconds = (now - then) / 1000;
  return seconds < 1.5 ? "just now" : `${span(seconds).split(" ").slice(0, 2).join(" ")} ago`;
}

/** lower_snake_case → "lower snake case". */
export const words = (name: string): string => name.replaceAll("_", " ");

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en-GB", {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: "UTC",
});

/** A day in UTC: "9 Dec 2011". */
export const date = (time: Date): string => day.format(time);

/** A moment in UTC, to the second. */
export const instant = (time: Date): string => `${moment.format(time)} UTC`;
