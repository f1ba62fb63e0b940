# frozen_string_literal: true

module Recsys
  # A call that is under way.
  class Operation
    def initialize(operation)
      @operation = operation
    end

    # Waits for the answer. Raises Error.
    def execute
      Calls.typed { @operation.execute }
    end

    # Gives the call up: +execute+ raises Error with the code +:cancelled+.
    def cancel
      @operation.cancel
    end
  end

  # The answers of a call as they come. Whoever stops before the last one, by +break+ or +first+, gives the call up.
  class Answers
    include Enumerable

    def initialize(operation)
      @operation = operation
    end

    # Yields each answer. Can be done once. Raises Error.
    def each(&block)
      return enum_for unless block

      ended = false
      Calls.typed { @operation.execute.each(&block) }
      ended = true
      self
    ensure
      @operation.cancel if block && !ended
    end

    # Gives the call up: +each+ raises Error with the code +:cancelled+.
    def cancel
      @operation.cancel
    end

    # Whether the server has ended the call.
    def ended?
      !@operation.status.nil?
    end
  end
end
