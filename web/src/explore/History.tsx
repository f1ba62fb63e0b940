import type { Answer } from "../api/hooks.js";
import { InteractionType, timestampDate } from "../api/contract.js";
import { productOf, useProducts } from "../api/products.js";
import { calmTitle, count, date } from "../logic/format.js";
import { didWords } from "../ui/labels.js";
import { Icon } from "../ui/Icon.js";
import { ProblemNotice } from "../ui/Notice.js";
import { Picture } from "../ui/Picture.js";
import type { Remembered } from "./people.js";
import type { Settings } from "./settings.js";

const shown = 30;

/** What somebody did, as cards: latest first. A visitor's can be changed and taken away. */
export function History({ settings, history, change, similar }: {
  settings: Settings;
  history: Answer<Remembered>;
  change: (patch: Partial<Settings>, options?: { replace: boolean }) => void;
  similar: (productId: string) => void;
}) {
  const remembered = settings.visitor ? undefined : history.value;
  const cards = settings.visitor
    ? settings.events.map((event, at) => ({ ...event, at, when: "" })).reverse()
    : (remembered?.events ?? []).slice(0, shown).map((event, at) => ({
      productId: event.productId, type: event.type, at,
      when: event.eventTime ? date(timestampDate(event.eventTime)) : "",
    }));
  useProducts(cards.map((card) => card.productId));
  const without = (at: number) => change({ events: settings.events.filter((_, index) => index !== at) });
  const retype = (at: number, type: InteractionType) =>
    change({ events: settings.events.map((event, index) => (index === at ? { ...event, type } : event)) });

  return (
    <section class="history" aria-labelledby="history-heading">
      <div class="section-head">
        <h2 id="history-heading" class="title">{settings.visitor ? "An anonymous visitor" : `Customer ${settings.customerId}`}</h2>
        <p class="about">{settings.visitor ? visitorAbout(settings.events.length) : customerAbout(history)}</p>
      </div>
      {history.problem && !settings.visitor && <ProblemNotice problem={history.problem} again={history.again} />}
      {cards.length > 0 && (
        <ol class="strip" tabIndex={0} aria-label="History, latest first">
          {cards.map(({ productId, type, at, when }) => {
            const product = productOf(productId);
            const title = calmTitle(product?.title ?? "") || productId;
            return (
              <li key={`${at}-${productId}`} class="strip-card">
                <button type="button" class="strip-open" onClick={() => similar(productId)} title={`Similar to ${title}`}>
                  <Picture product={product} id={productId} />
                  <span class="strip-title">{title}</span>
                </button>
                {settings.visitor
                  ? (
                    <span class="row tight">
                      <select aria-label={`What was done with ${title}`} value={type}
                        onChange={(event) => retype(at, Number(event.currentTarget.value))}>
                        {[InteractionType.VIEW, InteractionType.CLICK, InteractionType.ADD_TO_CART, InteractionType.PURCHASE]
                          .map((kind) => <option key={kind} value={kind}>{didWords[kind]}</option>)}
                      </select>
                      <button type="button" class="button icon-only small" aria-label={`Take ${title} away`} onClick={() => without(at)}>
                        <Icon name="close" />
                      </button>
                    </span>
                  )
                  : <span class="strip-about">{didWords[type]}{when && ` · ${when}`}</span>}
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}

const visitorAbout = (events: number): string =>
  events === 0 ? "Did nothing yet: the answer rests on what is popular. Add something at the side, or from any card."
    : `${count(events)} ${events === 1 ? "thing" : "things"} done, latest first`;

function customerAbout({ value, busy }: Answer<Remembered>): string {
  if (!value) return busy ? "Reading the history…" : "";
  if (value.interactionCount === 0) return "Nothing is known of them: the answer is a newcomer's.";
  return [
    value.country,
    `${count(value.interactionCount)} interactions`,
    value.lastTime && `last ${date(value.lastTime)}`,
  ].filter(Boolean).join(" · ");
}
