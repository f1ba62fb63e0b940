# frozen_string_literal: true

module Recsys
  # When a unary call is tried again: while the server is unavailable, if the contract marks the method as safe to repeat.
  class RetryPolicy
    def initialize(max_attempts, random = Random.new)
      @max_attempts = max_attempts
      @random = random
    end

    # Seconds to wait before the next attempt; nil when there is to be none.
    #
    # +attempt+ counts from 1; +remaining+ is what is left of the deadline, in seconds.
    def delay(method, attempt, error, remaining)
      return unless error.code == :unavailable && attempt < @max_attempts && V1::SAFE_METHODS.include?(method)

      # Clients that lost the same server must not all come back at the same moment.
      delay = error.retry_delay ? error.retry_delay * @random.rand(1.0..1.1) : 0.1 * 2**(attempt - 1) * @random.rand(0.8..1.2)
      # A wait that outlasts the deadline would only hide why the call failed.
      delay if delay < remaining
    end
  end
end
