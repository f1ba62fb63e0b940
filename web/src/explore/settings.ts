import { create } from "@bufbuild/protobuf";
import {
  InteractionType, RecommendForUserRequestSchema, RecommendationView, type RecommendForUserRequest,
} from "../api/contract.js";

/** One thing an anonymous visitor did, as the address bar keeps it. */
export interface VisitorEvent {
  type: InteractionType;
  productId: string;
}

/** What Explore asks for; everything in it can be shared as an address. */
export interface Settings {
  /** Whether an anonymous visitor is played instead of a customer. */
  visitor: boolean;
  customerId: string;
  /** What the visitor did, oldest first. */
  events: VisitorEvent[];
  candidateCount: number;
  pageSize: number;
  temperature: number;
  seed: bigint | undefined;
  diversity: number;
  promotionThreshold: number | undefined;
  minPrice: number | undefined;
  maxPrice: number | undefined;
  category: string;
  excludePurchased: boolean;
  /** Product whose likes are shown beside the answer; empty for none. */
  like: string;
}

export const defaults = { candidateCount: 500, pageSize: 12, temperature: 0, diversity: 0 };

const letters: [string, InteractionType][] = [
  ["v", InteractionType.VIEW], ["k", InteractionType.CLICK], ["c", InteractionType.ADD_TO_CART],
  ["p", InteractionType.PURCHASE], ["r", InteractionType.RATING],
];

/** Reads settings out of an address; what makes no sense there takes its default. */
export function readSettings(query: URLSearchParams): Settings {
  const number = (name: string, least: number, most: number): number | undefined => {
    const text = query.get(name);
    const value = text === null || text === "" ? Number.NaN : Number(text);
    return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : undefined;
  };
  const seed = query.get("seed") ?? "";
  const pageSize = Math.round(number("n", 1, 500) ?? defaults.pageSize);
  return {
    visitor: query.has("visitor"),
    customerId: (query.get("customer") ?? "").slice(0, 128),
    events: readEvents(query.get("did") ?? ""),
    candidateCount: Math.max(pageSize, Math.round(number("k", 10, 10_000) ?? defaults.candidateCount)),
    pageSize,
    temperature: number("t", 0, 100) ?? defaults.temperature,
    seed: /^-?\d{1,18}$/.test(seed) ? BigInt(seed) : undefined,
    diversity: number("div", 0, 1) ?? defaults.diversity,
    promotionThreshold: number("promo", 0, 1),
    minPrice: number("min", 0, 1e12),
    maxPrice: number("max", 0, 1e12),
    category: query.get("cat") ?? "",
    excludePurchased: query.get("bought") !== "in",
    like: (query.get("like") ?? "").slice(0, 128),
  };
}

/** Writes settings into an address; defaults are left out. */
export function writeSettings(settings: Settings): URLSearchParams {
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | bigint | undefined, usual?: string | number) => {
    if (value !== undefined && value !== "" && value !== usual) query.set(name, String(value));
  };
  if (settings.visitor) query.set("visitor", "");
  else put("customer", settings.customerId);
  if (settings.visitor) put("did", settings.events.map(({ type, productId }) => `${letterOf(type)}:${productId}`).join(","));
  put("k", settings.candidateCount, defaults.candidateCount);
  put("n", settings.pageSize, defaults.pageSize);
  put("t", settings.temperature, defaults.temperature);
  put("seed", settings.seed);
  put("div", settings.diversity, defaults.diversity);
  put("promo", settings.promotionThreshold);
  put("min", settings.minPrice);
  put("max", settings.maxPrice);
  put("cat", settings.category);
  put("bought", settings.excludePurchased ? undefined : "in");
  put("like", settings.like);
  return query;
}

function readEvents(text: string): VisitorEvent[] {
  return text.split(",").flatMap((part) => {
    const type = letters.find(([letter]) => part.startsWith(`${letter}:`))?.[1];
    return type === undefined || part.length < 3 ? [] : [{ type, productId: part.slice(2, 130) }];
  }).slice(-256);
}

const letterOf = (type: InteractionType): string => letters.find(([, known]) => known === type)?.[0] ?? "v";

/** Whether there is anybody to ask for: a customer, or a visitor. */
export const isComplete = (settings: Settings): boolean => settings.visitor || settings.customerId !== "";

/** Session that a played visitor has; nothing is written under it. */
export const visitorSession = "explore-visitor";

/** The request that settings stand for. */
export function requestOf(settings: Settings): RecommendForUserRequest {
  const ordered = settings.temperature > 0 || settings.diversity > 0 || settings.seed !== undefined
    || settings.promotionThreshold !== undefined;
  const filtered = settings.minPrice !== undefined || settings.maxPrice !== undefined || settings.category !== "";
  return create(RecommendForUserRequestSchema, {
    ...(settings.visitor
      ? {
        sessionId: visitorSession,
        recentEvents: settings.events.map(({ type, productId }) => ({ type, productId })),
      }
      : { customerId: settings.customerId }),
    pageSize: settings.pageSize,
    candidateCount: settings.candidateCount,
    ...(filtered
      ? {
        filter: {
          categories: settings.category === "" ? [] : [settings.category],
          ...(settings.minPrice === undefined ? {} : { minPrice: settings.minPrice }),
          ...(settings.maxPrice === undefined ? {} : { maxPrice: settings.maxPrice }),
        },
      }
      : {}),
    ...(settings.excludePurchased ? {} : { excludePurchased: false }),
    ...(ordered
      ? {
        ordering: {
          temperature: settings.temperature,
          diversity: settings.diversity,
          ...(settings.seed === undefined ? {} : { seed: settings.seed }),
          ...(settings.promotionThreshold === undefined ? {} : { promotionThreshold: settings.promotionThreshold }),
        },
      }
      : {}),
    view: RecommendationView.FULL,
    includeProducts: true,
  });
}
