# frozen_string_literal: true

require 'securerandom'
require 'timeout'

module Recsys
  module Ingestion
    # What a stream that was closed raises.
    class ClosedError < IOError
      def initialize
        super('the stream is closed')
      end
    end

    # Sends interactions in batches over one stream and makes sure of each: what is not durable when the connection breaks is sent
    # again over the next one, and nothing is counted twice. Safe for any number of threads. Client#interaction_stream makes
    # one.
    #
    # The buffer is in memory: what was added and is not durable is lost with the process. A failure that trying again cannot
    # heal (wrong key, a message the server refuses, no server for +give_up_after+) fails the stream: whoever waits gets it, and so
    # does every later call.
    class Stream
      def initialize(stub, options, clock)
        @stub = stub
        @options = options
        @clock = clock
        @outbox = Outbox.new(options)
        @mutex = Mutex.new
        @changed = ConditionVariable.new
        @closing = false
        @failure = @connection = nil
        @thread = Thread.new { run }
        @thread.name = 'recsys-interactions'
      end

      # What the stream brought so far.
      def totals
        @mutex.synchronize { @outbox.totals }
      end

      # Adds an interaction and returns it as soon as the buffer has room. It gets an id (a random UUID) and the time where it has
      # none. +flush+ waits until it is durable; of a rejection +on_rejected+ is told.
      #
      # Raises Error when the stream failed, Timeout::Error when there was no room for +timeout+ seconds, ClosedError.
      def add(interaction, timeout: nil)
        append(interaction, nil, timeout)
        interaction
      end
      alias << add

      # Adds an interaction, waits for what becomes of it, and returns its Receipt. Raises as +add+ does.
      def send_one(interaction, timeout: nil)
        waiting = Waiting.new
        append(interaction, waiting, timeout)
        @mutex.synchronize { wait_until(timeout) { waiting.receipt || waiting.error } }
        raise waiting.error if waiting.error

        waiting.receipt
      end

      # Sends what was added without waiting for more, and waits until all of it is durable.
      #
      # Raises Error when the stream failed, Timeout::Error after +timeout+ seconds.
      def flush(timeout: nil)
        @mutex.synchronize do
          last = @outbox.seal
          @changed.broadcast
          wait_until(timeout) { @failure.nil? && @outbox.durable >= last }
        end
      end

      # Waits until all that was added is durable, at most for +close_timeout+, and ends the stream. Closing again does nothing.
      #
      # Raises Error when the stream failed, Timeout::Error when not all became durable in time.
      def close
        @mutex.synchronize do
          return if @closing

          @closing = true
        end
        flush(timeout: @options.close_timeout)
      ensure
        finish
      end

      # What Connection asks for: the next batch, or nil when there will be none.
      # @private
      def next_batch(connection, look)
        @mutex.synchronize do
          until connection.over? || @failure
            now = @clock.monotonic
            batch = connection.ready? ? @outbox.take_unsent(now) : nil
            return batch if batch

            due = connection.ready? ? @outbox.due_in(now) : nil
            @clock.wait(@changed, @mutex, [due, look].compact.min)
          end
        end
      end

      # @private
      def rewind(answer)
        settle { @outbox.rewind(answer).tap { yield } }
      end

      # @private
      def acknowledge(answer)
        settle { @outbox.acknowledge(answer) }
      end

      # @private
      def change
        @mutex.synchronize do
          yield
          @changed.broadcast
        end
      end

      private

      def append(interaction, waiting, timeout)
        interaction.id = SecureRandom.uuid if interaction.id.empty?
        # The server would take the time it arrives, which may be much later.
        interaction.event_time ||= Google::Protobuf::Timestamp.new.tap { |time| time.from_time(@clock.now) }
        added = Google::Protobuf.deep_copy(interaction)
        @mutex.synchronize do
          raise ClosedError if @closing

          wait_until(timeout) { @failure.nil? && @outbox.room? }
          raise ClosedError if @closing

          @changed.broadcast if @outbox.add(added, waiting, @clock.monotonic)
        end
      end

      # Waits, with the mutex held, until the block holds; raises the failure or Timeout::Error.
      def wait_until(timeout)
        limit = timeout && (@clock.monotonic + timeout)
        until yield
          raise @failure if @failure

          remaining = limit && (limit - @clock.monotonic)
          raise Timeout::Error, "not all became durable within #{timeout} s" if remaining && remaining <= 0

          @clock.wait(@changed, @mutex, remaining)
        end
      end

      def run
        retry_wait = RetryWait.new(@options)
        # Nothing is opened before there is something to send, or again while there is not.
        connect(retry_wait) while wait_for_work
      rescue StandardError => e
        fail_with(e)
      end

      def wait_for_work
        @mutex.synchronize do
          until @failure
            now = @clock.monotonic
            return true if @outbox.work?(now)

            @clock.wait(@changed, @mutex, @outbox.due_in(now))
          end
        end
      end

      def connect(retry_wait)
        connection = Connection.new(@stub, self)
        token = @mutex.synchronize do
          @connection = connection
          @outbox.token
        end
        connection.run(token)
        # In good order only where this end was the first to be done.
        raise Error.new(:unavailable, 'The server ended the stream.') unless @mutex.synchronize { @failure }
      rescue Error => e
        pause_after(e, connection, retry_wait)
      end

      def pause_after(error, connection, retry_wait)
        retry_wait.progress if connection.progressed
        delay = RetryWait.passing?(error) ? retry_wait.delay(error, @clock.monotonic) : nil
        raise error unless delay

        limit = @clock.monotonic + delay
        @mutex.synchronize do
          until @failure || (remaining = limit - @clock.monotonic) <= 0
            @clock.wait(@changed, @mutex, remaining)
          end
        end
      end

      def settle
        receipts = nil
        change { receipts = yield }
        return unless (told = @options.on_rejected)

        receipts.each { |receipt| told.call(receipt) if receipt.fate == :rejected }
      end

      def fail_with(error)
        change do
          next if @failure

          @failure = error
          @outbox.abandon(error)
        end
      end

      def finish
        fail_with(ClosedError.new)
        # The server has acknowledged everything, so it ends its side at once; one that does not is not waited for.
        return if @thread.join(1)

        @mutex.synchronize { @connection }&.cancel
        @thread.join
      end
    end
  end
end
