import { useEffect, useReducer } from "preact/hooks";
import { onKeyChange, server } from "../api/client.js";
import { attribute, InteractionType, type InteractionStream, type RecommendForUserResponse } from "../api/contract.js";
import { isCancelled, problemOf, type Problem } from "../api/problem.js";
import { keepProducts, productOf } from "../api/products.js";
import { comparePages, type PageChange } from "../logic/ranking.js";

/** One thing the visitor did, and what came of it. */
export interface Deed {
  number: number;
  type: InteractionType;
  productId: string;
  state: "sending" | "durable" | "rejected" | "failed";
  /** From the click until it was durable in the journal, in milliseconds. */
  durableMs?: number;
  /** From the click until an answer that counts it was here, in milliseconds. */
  answeredMs?: number;
  /** What that answer changed. */
  change?: PageChange;
  /** Why it was rejected or did not arrive. */
  why?: string;
}

const sessionName = "recsys.shop.session";
const cartName = "recsys.shop.cart";
const pageSize = 12;
const keptDeeds = 50;

/** A visit of the little shop: who it is, what is in the cart, what was done, and the answer that reflects it. */
class Visit {
  sessionId = read(sessionName) ?? newSession();
  customerId = "";
  readonly cart = new Map<string, number>(readCart());
  deeds: Deed[] = [];
  answer: RecommendForUserResponse | undefined;
  change: PageChange | undefined;
  /** The deed that the present change comes from. */
  because: Deed | undefined;
  problem: Problem | undefined;
  busy = false;

  readonly #listeners = new Set<() => void>();
  // Which answer led to a product, so that what follows can be told apart by it.
  readonly #led = new Map<string, string>();
  #stream: InteractionStream | undefined;
  #asking: AbortController | undefined;
  #numbers = 0;

  constructor() {
    onKeyChange(() => {
      void this.#stream?.close().catch(() => {}); // What it held back belongs to the key that was given up.
      this.#stream = undefined;
      void this.refresh();
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Begins anew as somebody else; an empty customer is an anonymous visitor. */
  begin(customerId: string): void {
    this.customerId = customerId;
    this.sessionId = newSession();
    this.cart.clear();
    this.#keepCart();
    [this.deeds, this.answer, this.change, this.because] = [[], undefined, undefined, undefined];
    this.#led.clear();
    void this.refresh();
  }

  /** Remembers the answer that a product was chosen from. */
  lead(productId: string, token: string): void {
    this.#led.set(productId, token);
  }

  setQuantity(productId: string, quantity: number): void {
    if (quantity > 0) this.cart.set(productId, Math.min(99, quantity));
    else this.cart.delete(productId);
    this.#keepCart();
    this.#draw();
  }

  /** A product was clicked in a list: told without waiting, since the view that follows it asks for the next answer. */
  click(productId: string, token: string): void {
    this.lead(productId, token);
    void this.#tell(InteractionType.CLICK, productId, 1, performance.now());
  }

  /** Tells the server and asks for the answer that counts it. */
  async act(type: InteractionType, products: Iterable<readonly [string, number]>): Promise<void> {
    const began = performance.now();
    const told = await Promise.all([...products].map(([id, quantity]) => this.#tell(type, id, quantity, began)));
    const positions = told.flatMap(({ position }) => (position === undefined ? [] : [position]));
    const last = told.at(-1)?.deed;
    if (positions.length === 0 || !last) return;
    await this.refresh(positions.reduce((a, b) => (a > b ? a : b)), last, began);
  }

  async addToCart(productId: string): Promise<void> {
    this.setQuantity(productId, (this.cart.get(productId) ?? 0) + 1);
    await this.act(InteractionType.ADD_TO_CART, [[productId, 1]]);
  }

  async checkOut(): Promise<void> {
    const bought = [...this.cart];
    this.cart.clear();
    this.#keepCart();
    this.#draw();
    await this.act(InteractionType.PURCHASE, bought);
  }

  /** Asks for the page anew: one that reflects the journal up to a position, and compares it with the one before. */
  async refresh(minJournalPosition = 0n, because?: Deed, began = performance.now()): Promise<void> {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    this.busy = true;
    this.#draw();
    try {
      const answer = await server.recommendations.recommendForUser({
        sessionId: this.sessionId, customerId: this.customerId, pageSize, includeProducts: true, includeReasons: true,
        minJournalPosition, context: { page: "shop" },
      }, { signal: asking.signal });
      if (asking.signal.aborted) return;
      keepProducts(answer.recommendations.map((item) => item.product));
      if (this.answer && because) {
        this.change = comparePages(idsOf(this.answer), idsOf(answer));
        this.because = because;
        because.answeredMs = performance.now() - began;
        because.change = this.change;
      }
      [this.answer, this.problem] = [answer, undefined];
    } catch (error) {
      if (asking.signal.aborted || isCancelled(error)) return;
      this.problem = problemOf(error);
    }
    this.busy = false;
    this.#draw();
  }

  async #tell(type: InteractionType, productId: string, quantity: number, began: number):
  Promise<{ deed: Deed; position: bigint | undefined }> {
    const deed: Deed = { number: ++this.#numbers, type, productId, state: "sending" };
    this.deeds = [deed, ...this.deeds].slice(0, keptDeeds);
    this.#draw();
    let position: bigint | undefined;
    try {
      // No lingering: a person clicks one thing at a time.
      this.#stream ??= server.openInteractionStream({ lingerMs: 0, giveUpAfterMs: 20_000 });
      const receipt = await this.#stream.send(attribute({
        sessionId: this.sessionId, customerId: this.customerId, productId, type, quantity,
        price: productOf(productId)?.price ?? 0,
      }, { attributionToken: this.#led.get(productId) ?? "" }));
      deed.durableMs = performance.now() - began;
      if (receipt.fate === "rejected") {
        deed.state = "rejected";
        deed.why = receipt.rejection?.description ?? "";
      } else {
        deed.state = "durable";
        position = receipt.journalPosition;
      }
    } catch (error) {
      const problem = problemOf(error);
      [deed.state, deed.why] = ["failed", problem.title];
      this.#stream = undefined; // A stream that failed stays so; the next deed opens another.
      this.problem = problem;
    }
    this.#draw();
    return { deed, position };
  }

  #keepCart(): void {
    sessionStorage.setItem(cartName, JSON.stringify([...this.cart]));
  }

  #draw(): void {
    for (const listener of this.#listeners) listener();
  }
}

const idsOf = (answer: RecommendForUserResponse): string[] => answer.recommendations.map((item) => item.productId);
const read = (name: string): string | null => sessionStorage.getItem(name);

function newSession(): string {
  const id = `page-${Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  sessionStorage.setItem(sessionName, id);
  return id;
}

function readCart(): [string, number][] {
  try {
    const kept: unknown = JSON.parse(read(cartName) ?? "[]");
    return Array.isArray(kept)
      ? kept.filter((part): part is [string, number] => typeof part?.[0] === "string" && Number.isInteger(part?.[1]) && part[1] > 0) : [];
  } catch {
    return []; // Somebody else wrote there; an empty cart is a good beginning.
  }
}

/** The visit of this tab. */
export const visit = new Visit();

/** Draws anew with every change of the visit. */
export function useVisit(): Visit {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => visit.subscribe(draw as () => void), []);
  return visit;
}
