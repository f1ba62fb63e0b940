import { clone, create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { Clock } from "./clock.js";
import { type Interaction, InteractionSchema } from "./gen/recsys/v1/interaction_pb.js";

/** An interaction, whole or as an object with the fields that are known. */
export type InteractionInit = MessageInitShape<typeof InteractionSchema>;

/**
 * The interaction, led to by the answer: with its attribution token. A new message; what is given stays as it is.
 *
 * ```ts
 * const answer = await client.recommend({ customerId: "17850" });
 * await client.write([attribute({ customerId: "17850", productId: "22423", type: InteractionType.CLICK }, answer)]);
 * ```
 */
export function attribute(interaction: InteractionInit, answer: { readonly attributionToken: string }): Interaction {
  const led = clone(InteractionSchema, create(InteractionSchema, interaction));
  led.attributionToken = answer.attributionToken;
  return led;
}

/** Gives an interaction an id and the time where it has none. The server would take the time it arrives. */
export function complete(interaction: InteractionInit, clock: Clock): Interaction {
  const message = create(InteractionSchema, interaction);
  const now = clock.date();
  if (message.id === "") message.id = timeOrderedUuid(now);
  message.eventTime ??= timestampFromMs(now);
  return message;
}

/** A UUID of version 7. By hand, since pages without TLS have no `crypto.randomUUID`. */
export function timeOrderedUuid(milliseconds: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(milliseconds / 2 ** 16));
  view.setUint16(4, milliseconds % 2 ** 16);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
