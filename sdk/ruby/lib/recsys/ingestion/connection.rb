# frozen_string_literal: true

module Recsys
  module Ingestion
    # One call of IngestInteractions: goes on where the one before broke off, until it ends. +stream+ is asked for what to send
    # and told what came, see Stream's methods of the same names.
    class Connection
      # The longest time between two looks at whether the call is over: grpc tells who reads only once who writes is done.
      LOOK = 1.0
      private_constant :LOOK

      def initialize(stub, stream)
        @stub = stub
        @stream = stream
        @ready = @over = @progressed = false
      end

      # Whether anything came back over it.
      attr_reader :progressed

      # Whether the call is over, so that nothing more is to be sent. Called with the stream's mutex held.
      def over?
        @over || (@answers&.ended? || false)
      end

      # Whether batches may be sent. Called with the stream's mutex held.
      def ready?
        @ready
      end

      # Sends and takes acknowledgements until the call ends. Raises Error.
      def run(token)
        resuming = !token.empty?
        @answers = @stub.ingest_interactions(requests(token))
        open_for_batches(nil) unless resuming
        @answers.each do |answer|
          @progressed = true
          resuming ? open_for_batches(answer) : @stream.acknowledge(answer)
          resuming = false
        end
      ensure
        @stream.change { @over = true }
      end

      # Breaks the call off.
      def cancel
        @answers&.cancel
      end

      private

      def open_for_batches(answer)
        @stream.rewind(answer) { @ready = true }
      end

      # What grpc sends, on a thread of its own.
      def requests(token)
        Enumerator.new do |out|
          out << V1::IngestInteractionsRequest.new(resume_token: token) unless token.empty?
          while (batch = @stream.next_batch(self, LOOK))
            out << batch.message
          end
        end
      end
    end
    private_constant :Connection
  end
end
