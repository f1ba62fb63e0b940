import type { InteractionRejection } from "../gen/recsys/v1/interaction_pb.js";

/**
 * What became of an interaction:
 * - `accepted`: durable, and taken into account by the next request;
 * - `duplicate`: one of the same id was accepted before; nothing was counted twice;
 * - `rejected`: not stored; the receipt says why;
 * - `settled`: its batch is durable, but the connection broke before the acknowledgement arrived: accepted or
 *   duplicate, or rejected for a reason that was lost.
 */
export type InteractionFate = "accepted" | "duplicate" | "rejected" | "settled";

/** What became of one interaction. */
export interface InteractionReceipt {
  /** Its id. */
  readonly interactionId: string;
  /** What became of it. */
  readonly fate: InteractionFate;
  /** Why it was rejected; undefined for any other fate. */
  readonly rejection: InteractionRejection | undefined;
  /** What `minJournalPosition` of a request for recommendations takes, so that the answer reflects it. */
  readonly journalPosition: bigint;
}

/** What a stream brought so far, by the acknowledgements that arrived. */
export interface StreamTotals {
  /** Interactions accepted. */
  readonly accepted: number;
  /** Interactions that had been accepted before. */
  readonly duplicates: number;
  /** Interactions rejected. */
  readonly rejected: number;
  /** Journal position of the latest acknowledgement: what `minJournalPosition` takes. 0 before the first. */
  readonly journalPosition: bigint;
}

/** What the server says of one batch. */
export interface Acknowledgement {
  readonly accepted: number;
  readonly journalPosition: bigint;
  /** Places in the batch of those that were accepted before. */
  readonly duplicates: ReadonlySet<number>;
  /** Why those at these places of the batch were rejected. */
  readonly rejections: ReadonlyMap<number, InteractionRejection | undefined>;
}
