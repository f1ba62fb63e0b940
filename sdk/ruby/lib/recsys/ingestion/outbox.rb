# frozen_string_literal: true

module Recsys
  module Ingestion
    # Somebody who waits for an interaction: gets its receipt, or why there is none.
    Waiting = Struct.new(:receipt, :error)

    # A batch until it is durable. Its number stays its own over reconnections.
    class Batch
      attr_reader :message, :waiting
      attr_accessor :bytes

      def initialize
        @message = V1::IngestInteractionsRequest.new
        @waiting = []
        @bytes = 0
      end

      # Each interaction's receipt, from the batch's own acknowledgement.
      def settle(answer)
        duplicates = answer.duplicate_indexes.to_a
        rejections = answer.rejections.to_h { |result| [result.index, result.rejection] }
        settled(answer.journal_position) do |index|
          if rejections.key?(index) then :rejected
          else duplicates.include?(index) ? :duplicate : :accepted
          end
        end.each_with_index { |receipt, index| receipt.rejection = rejections[index] }
      end

      # The same when the batch is durable and its acknowledgement was lost.
      def settle_unseen(position)
        settled(position) { :settled }
      end

      private

      def settled(position)
        @waiting.each_with_index.map do |waiting, index|
          receipt = Receipt.new(@message.interactions[index].id, yield(index), position)
          waiting.receipt = receipt if waiting
          receipt
        end
      end
    end

    # What was added to a stream and is not yet durable: one batch that fills, batches to be sent, and all that are not
    # acknowledged, in their order. Knows no threads and no connection: whoever uses it locks and waits.
    class Outbox
      # The last batch that is durable.
      attr_reader :durable
      # The latest resume token; empty before the first acknowledgement.
      attr_reader :token
      # What came of it so far.
      attr_reader :totals

      def initialize(options)
        @options = options
        @open = Batch.new
        @due_at = nil
        @unsent = []
        @unacknowledged = []
        @sealed = @held = @durable = 0
        @token = ''
        @totals = Totals.new(0, 0, 0, 0)
      end

      # Whether another interaction may be added.
      def room?
        @held < @options.buffer_size
      end

      # Adds an interaction that nobody else changes any more; returns whether there may be something new to send or to wait
      # for.
      def add(interaction, waiting, now)
        bytes = V1::Interaction.encode(interaction).bytesize
        seal if !@open.waiting.empty? && @open.bytes + bytes > @options.batch_bytes
        first = @open.waiting.empty?
        @due_at = now + @options.linger if first
        @open.message.interactions << interaction
        @open.waiting << waiting
        @open.bytes += bytes
        @held += 1
        full = @open.waiting.size >= @options.batch_size
        seal if full
        first || full
      end

      # Lets the open batch be sent without waiting for more; returns the last batch's number.
      def seal
        unless @open.waiting.empty?
          @open.message.batch_number = @sealed += 1
          @unacknowledged << @open
          @unsent << @open
          @open = Batch.new
          @due_at = nil
        end
        @sealed
      end

      # Whether anything is to be sent or to be acknowledged.
      def work?(now)
        !@unacknowledged.empty? || due?(now)
      end

      # The next batch to send, or nil while there is none.
      def take_unsent(now)
        seal if @unsent.empty? && due?(now)
        @unsent.shift
      end

      # Seconds until the open batch is to be sent; nil while it is empty.
      def due_in(now)
        @due_at && [@due_at - now, 0].max
      end

      # Takes the acknowledgement of the oldest batch and returns the receipts. Raises when it is of another one.
      def acknowledge(answer)
        unless @unacknowledged.first&.message&.batch_number == answer.batch_number
          raise "the server acknowledged batch #{answer.batch_number} out of order"
        end

        @token = answer.resume_token
        @totals = Totals.new(@totals.accepted + answer.accepted_count, @totals.duplicates + answer.duplicate_count,
                             @totals.rejected + answer.rejections.size, answer.journal_position)
        take_durable.settle(answer)
      end

      # A connection is there: all that is not durable is sent over it. +resumed+ is the server's answer to the resume token, nil for
      # a new stream.
      def rewind(resumed)
        settled = []
        if resumed
          @token = resumed.resume_token
          while !@unacknowledged.empty? && @unacknowledged.first.message.batch_number <= resumed.batch_number
            settled.concat(take_durable.settle_unseen(resumed.journal_position))
          end
        end
        @unsent = @unacknowledged.dup
        settled
      end

      # Gives up all that is not durable, and tells who waits for it why.
      def abandon(error)
        seal
        @unacknowledged.each { |batch| batch.waiting.compact.each { |waiting| waiting.error = error } }
        @unacknowledged = []
        @unsent = []
        @held = 0
      end

      private

      def due?(now)
        !@due_at.nil? && now >= @due_at
      end

      def take_durable
        batch = @unacknowledged.shift
        @held -= batch.waiting.size
        @durable = batch.message.batch_number
        batch
      end
    end
  end
end
