# frozen_string_literal: true

module Recsys
  module Ingestion
    # How a stream batches, waits and tries again, see Client#interaction_stream.
    class Options
      attr_reader :batch_size, :linger, :buffer_size, :give_up_after, :close_timeout, :on_rejected, :batch_bytes

      # A server takes messages of 4 MiB unless it was told otherwise.
      def initialize(batch_size: 1_000, linger: 0.005, buffer_size: 20_000, give_up_after: 300, close_timeout: 30,
                     on_rejected: nil, batch_bytes: 1 << 20)
        @batch_size = within(:batch_size, batch_size, 1..10_000)
        @linger = within(:linger, linger, 0..60)
        @buffer_size = within(:buffer_size, buffer_size, 1..1_000_000)
        @give_up_after = within(:give_up_after, give_up_after, 0..86_400)
        @close_timeout = within(:close_timeout, close_timeout, 0..86_400)
        @on_rejected = on_rejected
        @batch_bytes = batch_bytes
      end

      private

      def within(name, value, range)
        raise ArgumentError, "#{name} must be #{range.begin}–#{range.end}" unless range.cover?(value)

        value
      end
    end
  end
end
