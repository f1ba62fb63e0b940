# frozen_string_literal: true

module Recsys
  # Time, in one place: tests put a clock of their own there and wait for nothing.
  class Clock
    # Seconds from some fixed moment; never goes back.
    def monotonic
      Process.clock_gettime(Process::CLOCK_MONOTONIC)
    end

    # The time of day.
    def now
      Time.now
    end

    def sleep(seconds)
      Kernel.sleep(seconds)
    end

    # Waits on +condition+, whose +mutex+ the caller holds, for at most +seconds+; nil waits for as long as it takes.
    def wait(condition, mutex, seconds)
      condition.wait(mutex, seconds)
    end
  end
end
