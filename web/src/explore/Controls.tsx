import { useState } from "preact/hooks";
import type { Recommendation } from "../api/contract.js";
import { count } from "../logic/format.js";
import { Icon } from "../ui/Icon.js";
import { Slider } from "../ui/Slider.js";
import { defaults, type Settings } from "./settings.js";

const steps = [10, 20, 50, 100, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 7500, 10_000];
const sizes = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 75, 100, 150, 200, 300, 400, 500];

const nearest = (values: number[], wanted: number): number => values.reduce(
  (best, value, index) => (Math.abs(value - wanted) < Math.abs(values[best]! - wanted) ? index : best), 0);
const two = (value: number): string => value.toFixed(2);

/** Everything that can be turned; each change is answered at once. */
export function Controls({ settings, change, fields, products }: {
  settings: Settings;
  change: (patch: Partial<Settings>) => void;
  fields: Map<string, string> | undefined;
  products: readonly Recommendation[] | undefined;
}) {
  // On a phone the answer comes first; where there is room beside it, folding has no effect.
  const [folded, setFolded] = useState(true);
  const error = (name: string) => fields?.get(name);
  const categories = [...new Set((products ?? []).flatMap((item) => item.product?.categories ?? []))].sort();
  const number = (text: string) => (text.trim() === "" || !Number.isFinite(Number(text)) ? undefined : Math.max(0, Number(text)));
  return (
    <section class={folded ? "panel controls folded" : "panel controls"} aria-labelledby="controls-heading">
      <div class="panel-head">
        <h2 id="controls-heading">How</h2>
        <button type="button" class="button small fold" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          {folded ? "Show the controls" : "Hide the controls"}
        </button>
        <button type="button" class="button quiet small" onClick={() => change({
          ...defaults, seed: undefined, promotionThreshold: undefined, minPrice: undefined, maxPrice: undefined,
          category: "", excludePurchased: true,
        })}>Reset</button>
      </div>
      <Slider
        label="Candidates" min={0} max={steps.length - 1} step={1} value={nearest(steps, settings.candidateCount)}
        show={(at) => count(steps[at]!)} error={error("candidate_count")}
        change={(at) => change({ candidateCount: Math.max(steps[at]!, settings.pageSize) })}
      />
      <Slider
        label="Page" min={0} max={sizes.length - 1} step={1} value={nearest(sizes, settings.pageSize)}
        show={(at) => count(sizes[at]!)} error={error("page_size")}
        change={(at) => change({ pageSize: sizes[at]!, candidateCount: Math.max(settings.candidateCount, sizes[at]!) })}
      />
      <Slider
        label="Temperature" min={0} max={1} step={0.01} value={Math.min(1, settings.temperature)}
        show={(value) => (value === 0 ? "0 · best first" : two(value))} error={error("ordering.temperature")}
        change={(temperature) => change({ temperature })}
      />
      <div class="field">
        <label for="seed">Seed</label>
        <div class="row">
          <input
            id="seed" inputMode="numeric" placeholder="the server's own" maxLength={19} value={settings.seed?.toString() ?? ""}
            aria-invalid={error("ordering.seed") ? true : undefined}
            onChange={(event) => change({ seed: /^-?\d{1,18}$/.test(event.currentTarget.value) ? BigInt(event.currentTarget.value) : undefined })}
          />
          <button type="button" class="button icon-only" aria-label="Another seed" title="Another seed"
            onClick={() => change({ seed: BigInt(Math.floor(Math.random() * 1e6)) })}><Icon name="dice" /></button>
        </div>
        {error("ordering.seed") && <p class="field-error">{error("ordering.seed")}</p>}
      </div>
      <Slider
        label="Diversity" min={0} max={1} step={0.01} value={settings.diversity}
        show={(value) => (value === 0 ? "0 · score alone" : two(value))} error={error("ordering.diversity")}
        change={(diversity) => change({ diversity })}
      />
      <label class="check">
        <input type="checkbox" checked={settings.promotionThreshold !== undefined}
          onChange={(event) => change({ promotionThreshold: event.currentTarget.checked ? 0.5 : undefined })} />
        <span>Promote</span>
      </label>
      <Slider
        label="Promotion threshold" min={0} max={1} step={0.01} value={settings.promotionThreshold ?? 0.5} show={two}
        error={error("ordering.promotion_threshold")} disabled={settings.promotionThreshold === undefined}
        change={(promotionThreshold) => change({ promotionThreshold })}
      />
      <fieldset class="field">
        <legend>Price</legend>
        <div class="row">
          <input inputMode="decimal" aria-label="Lowest price" placeholder="from" value={settings.minPrice ?? ""}
            aria-invalid={error("filter.min_price") ? true : undefined}
            onInput={(event) => change({ minPrice: number(event.currentTarget.value) })} />
          <input inputMode="decimal" aria-label="Highest price" placeholder="to" value={settings.maxPrice ?? ""}
            aria-invalid={error("filter.max_price") ? true : undefined}
            onInput={(event) => change({ maxPrice: number(event.currentTarget.value) })} />
        </div>
        {(error("filter.min_price") ?? error("filter.max_price")) && (
          <p class="field-error">{error("filter.min_price") ?? error("filter.max_price")}</p>
        )}
      </fieldset>
      <div class="field">
        <label for="category">Category</label>
        <input id="category" list="categories" placeholder="any" maxLength={1024} value={settings.category} autocomplete="off"
          onChange={(event) => change({ category: event.currentTarget.value.trim() })} />
        <datalist id="categories">{categories.map((name) => <option key={name} value={name} />)}</datalist>
        {error("filter.categories") && <p class="field-error">{error("filter.categories")}</p>}
      </div>
      <label class="check">
        <input type="checkbox" checked={settings.excludePurchased}
          onChange={(event) => change({ excludePurchased: event.currentTarget.checked })} />
        <span>Leave out what was bought</span>
      </label>
    </section>
  );
}
