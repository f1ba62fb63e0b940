/** Takes batches to the server in one way or another. */
export interface Sender {
  /** Whether anything came back since it was asked to run. */
  readonly progressed: boolean;

  /**
   * Sends and takes acknowledgements.
   * @param closing Aborted when nothing more will be added: ends once all is acknowledged.
   * @param cancelled Breaks it off.
   * @throws What broke it; it is run again where that passes.
   */
  run(closing: AbortSignal, cancelled: AbortSignal): Promise<void>;
}
