package com.recsys.client;

/** What a stream brought so far, by the acknowledgements that arrived. */
public final class StreamTotals {
  static final StreamTotals NONE = new StreamTotals(0, 0, 0, 0);

  private final long accepted;
  private final long duplicates;
  private final long rejected;
  private final long journalPosition;

  StreamTotals(long accepted, long duplicates, long rejected, long journalPosition) {
    this.accepted = accepted;
    this.duplicates = duplicates;
    this.rejected = rejected;
    this.journalPosition = journalPosition;
  }

  StreamTotals plus(long moreAccepted, long moreDuplicates, long moreRejected, long position) {
    return new StreamTotals(accepted + moreAccepted, duplicates + moreDuplicates, rejected + moreRejected, position);
  }

  /** Interactions accepted. */
  public long accepted() {
    return accepted;
  }

  /** Interactions that had been accepted before. */
  public long duplicates() {
    return duplicates;
  }

  /** Interactions rejected. */
  public long rejected() {
    return rejected;
  }

  /** Journal position of the latest acknowledgement; 0 before the first. */
  public long journalPosition() {
    return journalPosition;
  }
}
