# frozen_string_literal: true

module Recsys
  # Makes a client for a server, http://127.0.0.1:5080, or https://recs.example.com for one with TLS. Nothing is sent until the
  # first call. With a block the client is closed after it, and the block's value returned.
  #
  # [api_key] sent as <tt>authorization: Bearer</tt> with every call; use it with https only.
  # [timeout] seconds that a unary call may take in all, repeats included, unless it has its own: more than 0, up to a day.
  #           Streams have none unless the call names one.
  # [max_attempts] how often a call that the contract marks as safe to repeat is tried in all while the server answers
  #                UNAVAILABLE: 1–5. Waits about 0.1, 0.2, 0.4 … seconds in between, or as long as the server says.
  # [ca_file] path of a PEM file with the certificates to trust instead of the system's.
  # [max_receive_bytes] largest answer taken, 1 KiB – 1 GiB.
  #
  # Raises ArgumentError for an address that is none and an option out of range, SystemCallError for a file that cannot be
  # read.
  def self.connect(address, **options)
    client = Client.new(address, **options)
    return client unless block_given?

    begin
      yield client
    ensure
      client.close
    end
  end

  # A connection to a recommendation server. Make one for each server and keep it: it is safe for any number of threads, opens
  # its connection with the first call and reconnects by itself. Every failure of a call is an Error.
  class Client
    # Products for a customer or visitor, and products similar to one.
    attr_reader :recommendations
    # Telling the server what customers and visitors did.
    attr_reader :interactions
    # Keeping the catalogue.
    attr_reader :products
    # Keeping customer records.
    attr_reader :customers
    # Model versions and training.
    attr_reader :models
    # Watching the server.
    attr_reader :operations

    # See Recsys.connect.
    def initialize(address, api_key: nil, timeout: 5, max_attempts: 3, ca_file: nil, max_receive_bytes: 32 << 20,
                   clock: Clock.new)
      parsed = Address.parse(address)
      check(api_key, timeout, max_attempts, max_receive_bytes)
      raise ArgumentError, "ca_file is for https addresses, #{address.inspect} has no TLS" if ca_file && !parsed.secure

      @settings = CallSettings.new(timeout, RetryPolicy.new(max_attempts), api_key, clock)
      @target = parsed.target
      credentials = parsed.secure ? GRPC::Core::ChannelCredentials.new(ca_file && File.read(ca_file)) : :this_channel_is_insecure
      @channel = GRPC::ClientStub.setup_channel(nil, @target, credentials, channel_arguments(max_receive_bytes))
      open_services
    end

    # A stub of another service, such as Grpc::Health::V1::Health::Stub, on this connection, with the same deadlines, retries and
    # errors.
    def stub(stub_class)
      made = Class.new(stub_class) { include Calls }.new(@target, nil, channel_override: @channel)
      made.settings = @settings
      made
    end

    # Opens a stream that batches interactions, sends them again after a broken connection and tells when they are durable.
    # Keep it open; nothing is sent before the first interaction is added. With a block the stream is closed after it, and the
    # block's value returned.
    #
    # [batch_size] most interactions of a batch, 1–10,000.
    # [linger] seconds that an interaction waits for others to fill its batch, 0–60.
    # [buffer_size] most interactions that are added and not yet durable, 1–1,000,000; beyond it adding waits.
    # [give_up_after] seconds to go on trying without anything becoming durable, up to a day.
    # [close_timeout] seconds that closing waits for what was added to become durable, up to a day.
    # [on_rejected] called with the receipt of every interaction that was rejected, on the stream's own thread. It holds up the
    #               stream until it returns, and fails it when it raises.
    #
    # Raises ArgumentError for an option out of range.
    def interaction_stream(**options)
      stream = Ingestion::Stream.new(interactions, Ingestion::Options.new(**options), @settings.clock)
      return stream unless block_given?

      begin
        yield stream
      ensure
        stream.close
      end
    end

    # Closes the connection; calls under way end with +:cancelled+.
    def close
      @channel.close
    end

    private

    def open_services
      @recommendations = stub(V1::RecommendationService::Stub)
      @interactions = stub(V1::InteractionService::Stub)
      @products = stub(V1::ProductService::Stub)
      @customers = stub(V1::CustomerService::Stub)
      @models = stub(V1::ModelService::Stub)
      @operations = stub(V1::OperationsService::Stub)
    end

    def check(api_key, timeout, max_attempts, max_receive_bytes)
      raise ArgumentError, 'api_key must be 1–4096 visible ASCII characters' unless api_key.nil? || api_key.match?(/\A[!-~]{1,4096}\z/)
      raise ArgumentError, 'timeout must be more than 0 and at most 86400 seconds' unless timeout.positive? && timeout <= 86_400
      raise ArgumentError, 'max_attempts must be 1–5' unless (1..5).cover?(max_attempts)
      raise ArgumentError, 'max_receive_bytes must be 1 KiB – 1 GiB' unless (1 << 10..1 << 30).cover?(max_receive_bytes)
    end

    def channel_arguments(max_receive_bytes)
      {
        'grpc.max_receive_message_length' => max_receive_bytes,
        'grpc.max_send_message_length' => -1,
        # Repeats are this library's own.
        'grpc.enable_retries' => 0,
        # A server that restarts is found again soon: the defaults wait a second, then up to two minutes.
        'grpc.initial_reconnect_backoff_ms' => 100,
        'grpc.min_reconnect_backoff_ms' => 5_000,
        'grpc.max_reconnect_backoff_ms' => 5_000,
        # A connection that a firewall dropped in silence is found by pings instead of by a lost call.
        'grpc.keepalive_time_ms' => 60_000,
        'grpc.keepalive_timeout_ms' => 20_000,
        # Two clients of one process are two connections, each with its own limits.
        'grpc.use_local_subchannel_pool' => 1
      }
    end
  end
end
