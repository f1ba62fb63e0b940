import { useState } from "preact/hooks";
import type { Product } from "../api/contract.js";
import { patternOf } from "../logic/placeholder.js";

/** A product's picture, or a calm pattern made from its words where it has none or it does not load. */
export function Picture({ product, id }: { product: Product | null | undefined; id: string }) {
  const [broken, setBroken] = useState(false);
  const url = product?.imageUrl ?? "";
  if (url !== "" && !broken) {
    return <img class="picture" src={url} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} />;
  }
  const title = product?.title || id;
  const pattern = patternOf(title, product?.categories[0] || title.split(" ").at(-1) || id);
  return (
    <svg class="picture" viewBox="0 0 48 48" aria-hidden="true" focusable="false" style={{ "--hue": pattern.hue }}>
      <rect width="48" height="48" class="ground" />
      <path d={pattern.soft} class="soft" />
      <path d={pattern.strong} class="strong" />
    </svg>
  );
}
