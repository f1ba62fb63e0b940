# frozen_string_literal: true

module Recsys
  module Ingestion
    # Whether and when a broken stream is tried again: doubling waits with jitter, until nothing happened for too long.
    class RetryWait
      FIRST = 0.1
      MOST = 5.0
      PASSING = %i[unavailable aborted cancelled internal unknown].freeze
      private_constant :FIRST, :MOST, :PASSING

      # Whether a failure goes away by itself.
      def self.passing?(error)
        PASSING.include?(error.code) || (error.code == :resource_exhausted && error.reason == 'STORAGE_FULL')
      end

      def initialize(options)
        @options = options
        @random = Random.new
        @tries = 0
        @failing_since = 0.0
      end

      # The server answered before it failed: the next failure is a first one.
      def progress
        @tries = 0
      end

      # Seconds until the next try; nil when it is time to give up.
      def delay(error, now)
        @failing_since = now if @tries.zero?
        return if now - @failing_since >= @options.give_up_after

        doubled = FIRST * 2**[@tries, 20].min
        @tries += 1
        # Clients that lost the same server must not all come back at the same moment.
        [[doubled, MOST].min * @random.rand(0.5..1.0), error.retry_delay || 0].max
      end
    end
  end
end
