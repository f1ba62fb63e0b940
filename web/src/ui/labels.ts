import { InteractionType, Stage } from "../api/contract.js";

/** What was done, in one word. */
export const didWords: Record<InteractionType, string> = {
  [InteractionType.UNSPECIFIED]: "did",
  [InteractionType.VIEW]: "viewed",
  [InteractionType.CLICK]: "clicked",
  [InteractionType.ADD_TO_CART]: "in the cart",
  [InteractionType.PURCHASE]: "bought",
  [InteractionType.RATING]: "rated",
};

/** Names of the stages, as verbs. */
export const stageWords: Record<Stage, string> = {
  [Stage.UNSPECIFIED]: "other",
  [Stage.HYDRATE]: "hydrate",
  [Stage.RETRIEVE]: "retrieve",
  [Stage.FILTER]: "filter",
  [Stage.SCORE]: "score",
  [Stage.ORDER]: "order",
};
