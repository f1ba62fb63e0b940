import { InteractionType } from "../api/contract.js";
import { Search } from "../ui/Search.js";
import { findCustomers, findProducts } from "./people.js";
import type { Settings } from "./settings.js";

/** Chooses whom the answer is for: a customer, or an anonymous visitor. */
export function Who({ settings, change }: {
  settings: Settings;
  change: (patch: Partial<Settings>, options?: { replace: boolean }) => void;
}) {
  const choose = (visitor: boolean) => settings.visitor !== visitor && change({ visitor }, { replace: false });
  return (
    <section class="panel" aria-labelledby="who-heading">
      <h2 id="who-heading">For whom</h2>
      <div class="segments" role="group" aria-label="Customer or visitor">
        <button type="button" aria-pressed={!settings.visitor} onClick={() => choose(false)}>Customer</button>
        <button type="button" aria-pressed={settings.visitor} onClick={() => choose(true)}>Visitor</button>
      </div>
      {settings.visitor
        ? (
          <>
            <Search
              label="Add what the visitor viewed" placeholder="Product title or id" name="products"
              find={findProducts}
              take={({ id }) => change({ events: [...settings.events, { type: InteractionType.VIEW, productId: id }] }, { replace: false })}
            />
            <p class="fine">Nobody the server knows. What you click counts for this answer only and is not stored.</p>
          </>
        )
        : (
          <Search
            label="Find a customer" placeholder="Id or name" name="customers" freeText
            find={findCustomers} take={({ id }) => change({ customerId: id, like: "" }, { replace: false })}
          />
        )}
    </section>
  );
}
