# frozen_string_literal: true

module Recsys
  # How calls are made: default deadline in seconds, retries, key, and where time comes from.
  CallSettings = Struct.new(:timeout, :retry_policy, :api_key, :clock)

  # What lies between the generated stubs and grpc: the key, deadlines, retries and typed errors. Interceptors could not do
  # it, since grpc's cannot make a second call.
  #
  # Besides grpc's own options each call takes +timeout+, in seconds.
  module Calls
    attr_writer :settings

    # Makes every failure of a call an Error.
    def self.typed
      yield
    rescue GRPC::BadStatus => e
      raise Error.of(e)
    rescue GRPC::Core::CallError => e
      raise Error.new(:unavailable, "The call broke: #{e.message}")
    end

    def request_response(method, request, marshal, unmarshal, deadline: nil, timeout: nil, return_op: false, **options)
      deadline ||= Time.now + (timeout || @settings.timeout)
      options = authorized(options)
      if return_op
        # Tried once: nobody is there yet who could wait in between.
        return Operation.new(super(method, request, marshal, unmarshal, deadline: deadline, return_op: true, **options))
      end

      repeated(method, deadline) { super(method, request, marshal, unmarshal, deadline: deadline, **options) }
    end

    def client_streamer(method, requests, marshal, unmarshal, deadline: nil, timeout: nil, return_op: false, **options)
      options = authorized(options)
      operation = Operation.new(super(
        method, requests, marshal, unmarshal, deadline: limit(deadline, timeout), return_op: true, **options))
      return_op ? operation : operation.execute
    end

    def server_streamer(method, request, marshal, unmarshal, deadline: nil, timeout: nil, **options, &block)
      answered(super(method, request, marshal, unmarshal,
                     deadline: limit(deadline, timeout), **authorized(options), return_op: true, &nil), block)
    end

    def bidi_streamer(method, requests, marshal, unmarshal, deadline: nil, timeout: nil, **options, &block)
      answered(super(method, requests, marshal, unmarshal,
                     deadline: limit(deadline, timeout), **authorized(options), return_op: true, &nil), block)
    end

    private

    def repeated(method, deadline)
      attempt = 1
      begin
        Calls.typed { yield }
      rescue Error => e
        delay = @settings.retry_policy.delay(method, attempt, e, deadline - Time.now)
        raise unless delay

        attempt += 1
        @settings.clock.sleep(delay)
        retry
      end
    end

    def answered(operation, block)
      answers = Answers.new(operation)
      block ? answers.each(&block) : answers
    end

    # Streams have no deadline unless they are given one.
    def limit(deadline, timeout)
      deadline || (timeout && (Time.now + timeout))
    end

    def authorized(options)
      return options unless @settings.api_key

      metadata = options.fetch(:metadata, {}).merge('authorization' => "Bearer #{@settings.api_key}")
      options.merge(metadata: metadata)
    end
  end
end
