package com.recsys.client;

import com.recsys.v1.InteractionRejection;
import java.util.Optional;

/** What became of one interaction. */
public final class InteractionReceipt {
  private final String interactionId;
  private final InteractionFate fate;
  private final InteractionRejection rejection;
  private final long journalPosition;

  InteractionReceipt(String interactionId, InteractionFate fate, InteractionRejection rejection, long journalPosition) {
    this.interactionId = interactionId;
    this.fate = fate;
    this.rejection = rejection;
    this.journalPosition = journalPosition;
  }

  /** Its id. */
  public String interactionId() {
    return interactionId;
  }

  /** What became of it. */
  public InteractionFate fate() {
    return fate;
  }

  /** Why it was rejected; empty for any other fate. */
  public Optional<InteractionRejection> rejection() {
    return Optional.ofNullable(rejection);
  }

  /**
   * What {@code min_journal_position} of a request for recommendations takes, so that the answer reflects it.
   */
  public long journalPosition() {
    return journalPosition;
  }

  @Override
  public String toString() {
    return interactionId + " " + fate + (rejection == null ? "" : " " + rejection.getReason());
  }
}
