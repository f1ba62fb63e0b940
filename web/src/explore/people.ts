import { server } from "../api/client.js";
import { RecsysError, timestampDate, type Feature, type FeatureEvent } from "../api/contract.js";
import { wantProducts } from "../api/products.js";
import { calmTitle, count, price } from "../logic/format.js";
import type { Found } from "../ui/Search.js";

/** What the server remembers of somebody. */
export interface Remembered {
  /** The latest interactions, latest first. */
  events: FeatureEvent[];
  interactionCount: number;
  country: string;
  lastTime: Date | undefined;
}

/** What somebody did in the held-out time. */
export interface HeldOut {
  products: ReadonlySet<string>;
  startTime: Date | undefined;
}

// A server without held-out data says so once; it is not asked again for each customer.
let noHeldOut = false;

async function unlessAbsent<T>(call: () => Promise<T>): Promise<T | undefined> {
  if (noHeldOut) return undefined;
  try {
    return await call();
  } catch (error) {
    const absent = error instanceof RecsysError && ["FAILED_PRECONDITION", "UNIMPLEMENTED"].includes(error.code);
    if (!absent) throw error;
    noHeldOut = true;
    return undefined;
  }
}

/** A customer to begin with: one of whom something was held out, or the first there is; null where there is none. */
export async function someCustomer(signal: AbortSignal): Promise<string | null> {
  const heldOut = await unlessAbsent(() => server.operations.listHeldOutCustomers({ pageSize: 1 }, { signal }));
  if (heldOut?.customers[0]) return heldOut.customers[0].customerId;
  const all = await server.customers.listCustomers({ pageSize: 1 }, { signal });
  return all.customers[0]?.id ?? null;
}

/** Finds customers: by text, or without one those of whom most was held out. */
export async function findCustomers(text: string, signal: AbortSignal): Promise<Found[]> {
  if (text === "") {
    const heldOut = await unlessAbsent(() => server.operations.listHeldOutCustomers({ pageSize: 40 }, { signal }));
    if (heldOut && heldOut.customers.length > 0) {
      return heldOut.customers.map(({ customerId, productCount }) =>
        ({ id: customerId, title: customerId, about: `${count(productCount)} products later` }));
    }
  }
  const found = await server.customers.listCustomers({ query: text, pageSize: 40 }, { signal });
  return found.customers.map(({ id, displayName, country }) =>
    ({ id, title: displayName || id, about: [displayName && id, country].filter(Boolean).join(" · ") }));
}

/** What is remembered of a customer. */
export async function historyOf(customerId: string, signal: AbortSignal): Promise<Remembered> {
  const answer = await server.customers.getCustomerFeatures({ customerId }, { signal });
  const remembered = rememberedOf(answer.customerFeatures);
  wantProducts(remembered.events.slice(0, 60).map((event) => event.productId));
  return remembered;
}

/** Reads the features the page shows. */
export function rememberedOf(features: readonly Feature[]): Remembered {
  const named = new Map(features.map((feature) => [feature.name, feature.value]));
  const events = named.get("recent_events");
  const total = named.get("interactions");
  const country = named.get("country");
  const last = named.get("last_time");
  return {
    events: events?.case === "events" ? events.value.events : [],
    interactionCount: total?.case === "number" ? total.value : 0,
    country: country?.case === "text" ? country.value.text : "",
    lastTime: last?.case === "time" ? timestampDate(last.value) : undefined,
  };
}

/** What was held out of a customer; undefined where the server holds nothing out. */
export async function heldOutOf(customerId: string, signal: AbortSignal): Promise<HeldOut | undefined> {
  const answer = await unlessAbsent(() => server.operations.getHeldOutInteractions({ customerId }, { signal }));
  return answer && {
    products: new Set(answer.interactions.map((interaction) => interaction.productId)),
    startTime: answer.startTime && timestampDate(answer.startTime),
  };
}

/** Finds products by text. */
export async function findProducts(text: string, signal: AbortSignal): Promise<Found[]> {
  const { products } = await server.products.listProducts({ query: text, pageSize: 40 }, { signal });
  return products.map((product) =>
    ({ id: product.id, title: calmTitle(product.title) || product.id, about: price(product.price) }));
}
