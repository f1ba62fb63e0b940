import type { ComponentChildren } from "preact";
import type { Product } from "../api/contract.js";
import { calmTitle, price } from "../logic/format.js";
import { Picture } from "./Picture.js";

/** A product's name as people read it. */
export const titleOf = (product: Product | null | undefined, id: string): string => calmTitle(product?.title ?? "") || id;

/** One line of a product: picture, title, what is said about it, and what can be done with it. */
export function ProductLine({ product, id, lead, marks, about, open, openLabel, children }: {
  product: Product | null | undefined;
  id: string;
  lead?: ComponentChildren;
  marks?: ComponentChildren;
  about?: ComponentChildren;
  open?: () => void;
  openLabel?: string;
  children?: ComponentChildren;
}) {
  const title = titleOf(product, id);
  return (
    <div class="line">
      {lead}
      <Picture product={product} id={id} />
      <div class="line-text">
        <span class="line-title">
          {open
            ? <button type="button" class="link" title={openLabel} onClick={open}>{title}</button>
            : title}
          {marks}
        </span>
        <span class="line-about">
          <span class="line-id">{id}</span>
          {product && product.price > 0 && <span>{price(product.price)}</span>}
          {about}
        </span>
      </div>
      {children}
    </div>
  );
}
