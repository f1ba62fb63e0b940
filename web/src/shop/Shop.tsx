import { useEffect } from "preact/hooks";
import { InteractionType } from "../api/contract.js";
import { go, hrefOf, type Route } from "../app/route.js";
import { findCustomers, findProducts } from "../explore/people.js";
import { Icon } from "../ui/Icon.js";
import { Search } from "../ui/Search.js";
import { Cart } from "./Cart.js";
import { Deeds } from "./Deeds.js";
import { ForYou } from "./ForYou.js";
import { ProductPage } from "./ProductPage.js";
import { useVisit } from "./visit.js";

/** A little shop: what is clicked, put into the cart and bought is told to the server, and the next answer shows it. */
export function Shop({ route }: { route: Route }) {
  const visit = useVisit();
  const [, place = "", id = ""] = route.path;
  const customer = route.query.get("customer");
  useEffect(() => {
    if (customer !== null && customer !== visit.customerId) visit.begin(customer);
    else if (!visit.answer && !visit.busy) void visit.refresh();
  }, [customer]);
  const be = (customerId: string) => {
    visit.begin(customerId);
    go(hrefOf(["shop"], { customer: customerId }));
  };
  const items = [...visit.cart.values()].reduce((sum, quantity) => sum + quantity, 0);

  return (
    <div class="shop">
      <div class="shop-head">
        <div>
          <h1 class="title">A little shop</h1>
          <p class="about">
            {visit.customerId ? `As customer ${visit.customerId}` : "As an anonymous visitor"}, session <code>{visit.sessionId}</code>.
            What you do here is written to the server's journal.
          </p>
        </div>
        <nav class="row" aria-label="Shop">
          <a class="button" href={hrefOf(["shop"], { customer: visit.customerId })} aria-current={place === "" ? "page" : undefined}>Home</a>
          <a class="button" href="#/shop/cart" aria-current={place === "cart" ? "page" : undefined}><Icon name="cart" />Cart<span class="count">{items}</span></a>
        </nav>
      </div>
      <div class="shop-body">
        <div class="shop-main">
          {place === "product" && id !== "" ? <ProductPage key={id} id={id} />
            : place === "cart" ? <Cart /> : place === "thanks" ? <Thanks /> : <ForYou />}
        </div>
        <aside class="shop-side" aria-label="Visitor and what the server learned">
          <Deeds />
          <section class="panel stack" aria-labelledby="shopper-heading">
            <h2 id="shopper-heading">Find, or be somebody else</h2>
            <Search label="Find a product" placeholder="Title or id" name="shop-products" find={findProducts}
              take={({ id: found }) => go(hrefOf(["shop", "product", found]))} />
            <Search label="Be a customer" placeholder="Id or name" name="shop-customers" find={findCustomers} freeText take={({ id: found }) => be(found)} />
            <button type="button" class="button" onClick={() => be("")}>Be a new anonymous visitor</button>
          </section>
        </aside>
      </div>
    </div>
  );
}

function Thanks() {
  const bought = useVisit().deeds.filter((deed) => deed.type === InteractionType.PURCHASE);
  const pending = bought.some((deed) => deed.state === "sending");
  const failed = bought.find((deed) => deed.state === "failed" || deed.state === "rejected");
  return (
    <>
      <section class="panel thanks" aria-busy={pending}>
        <h2>{failed ? "Not everything was taken" : "Thank you"}</h2>
        <p role="status">
          {failed ? failed.why : pending ? "Writing your purchase to the journal…"
            : "What you bought is not offered again, and what goes with it has moved up."}
        </p>
      </section>
      <ForYou />
    </>
  );
}
