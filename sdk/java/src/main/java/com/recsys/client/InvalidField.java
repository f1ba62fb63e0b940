package com.recsys.client;

import java.util.Objects;

/** One field of a request that the server found wrong. */
public final class InvalidField {
  private final String field;
  private final String description;

  InvalidField(String field, String description) {
    this.field = field;
    this.description = description;
  }

  /** Its path, for example {@code context.country} or {@code interactions[3].product_id}. */
  public String field() {
    return field;
  }

  /** What is wrong and how to put it right. */
  public String description() {
    return description;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InvalidField
        && field.equals(((InvalidField) other).field)
        && description.equals(((InvalidField) other).description);
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, description);
  }

  @Override
  public String toString() {
    return field + " " + description;
  }
}
