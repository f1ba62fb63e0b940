# frozen_string_literal: true

require 'minitest'
require 'recsys'

# A server that answers by scripts, one at a time for all tests: grpc takes a second to stop one.
module Scripted
  Seen = Struct.new(:metadata, :deadline)

  # What the tests say: script for each method, and what came in.
  class << self
    attr_accessor :get, :create, :watch, :ingest, :seen
  end

  class Products < Recsys::V1::ProductService::Service
    def get_product(request, call)
      Scripted.seen << Seen.new(call.metadata, call.deadline)
      Scripted.get.call(request)
    end

    def create_product(_request, call)
      Scripted.seen << Seen.new(call.metadata, call.deadline)
      Scripted.create.call
    end
  end

  class Operations < Recsys::V1::OperationsService::Service
    def watch_server_status(_request, call)
      Scripted.seen << Seen.new(call.metadata, call.deadline)
      Scripted.watch.call(call)
    end
  end

  class Interactions < Recsys::V1::InteractionService::Service
    def ingest_interactions(requests, call)
      Scripted.ingest.call(requests, call)
    end
  end

  # Starts a server and returns its port.
  def self.serve(credentials, host = '127.0.0.1')
    server = GRPC::RpcServer.new(pool_size: 16)
    port = server.add_http2_port("#{host}:0", credentials)
    [Products, Operations, Interactions].each { |service| server.handle(service) }
    running = Thread.new { server.run }
    server.wait_till_running
    (@servers ||= []) << [server, running]
    port
  end

  # Ends all servers: grpc aborts a process that ends while one runs.
  def self.stop
    (@servers || []).each { |server, _| server.stop }.each { |_, running| running.join }
  end

  def self.address
    @address ||= "http://127.0.0.1:#{serve(:this_port_is_insecure)}"
  end

  # What a scripted call fails with.
  def self.failure(code, message = '', *details)
    status = Google::Rpc::Status.new(code: code, message: message)
    details.each { |detail| status.details << Google::Protobuf::Any.pack(detail) }
    GRPC::BadStatus.new_status_exception(
      code, message, details.empty? ? {} : { 'grpc-status-details-bin' => Google::Rpc::Status.encode(status) })
  end

  def self.info(reason)
    Google::Rpc::ErrorInfo.new(reason: reason, domain: 'recsys', metadata: { 'a' => 'b' })
  end

  def self.retry_in(seconds)
    delay = Google::Protobuf::Duration.new(seconds: seconds.to_i, nanos: ((seconds % 1) * 1e9).round)
    Google::Rpc::RetryInfo.new(retry_delay: delay)
  end

  # A clock that stands still until a test moves it. +sleep+ moves it by itself and is remembered.
  class ManualClock < Recsys::Clock
    attr_reader :slept

    def initialize
      super
      @slept = []
      @time = 1000.0
      @gate = Mutex.new
      @changed = ConditionVariable.new
      @waiting = []
    end

    def monotonic
      @gate.synchronize { @time }
    end

    def now
      Time.at(1_700_000_000)
    end

    def sleep(seconds)
      @slept << seconds
      @gate.synchronize { @time += seconds }
    end

    def wait(condition, mutex, seconds)
      waiter = [condition, mutex, seconds]
      @gate.synchronize do
        @waiting << waiter
        @changed.broadcast
      end
      condition.wait(mutex)
      @gate.synchronize { @waiting.delete_if { |one| one.equal?(waiter) } }
    end

    # Waits until somebody waits for a time in the range, and lets it pass; returns it.
    def elapse(range)
      seconds, waiting = await(range)
      waiting.uniq { |condition, _| condition.object_id }.each { |condition, mutex, _| mutex.synchronize { condition.broadcast } }
      seconds
    end

    private

    def await(range)
      limit = Process.clock_gettime(Process::CLOCK_MONOTONIC) + 20
      @gate.synchronize do
        until (found = @waiting.find { |one| one[2] && range.cover?(one[2]) })
          raise "nobody waits for #{range} s, but #{@waiting.map(&:last)}" if Process.clock_gettime(Process::CLOCK_MONOTONIC) > limit

          @changed.wait(@gate, 1)
        end
        @time += found[2]
        [found[2], @waiting.dup]
      end
    end
  end
end

# What the tests against the scripted server share.
class ScriptedTest < Minitest::Test
  Codes = GRPC::Core::StatusCodes

  def setup
    Scripted.seen = []
    @clock = Scripted::ManualClock.new
  end

  def teardown
    @client&.close
  end

  def client(**options)
    @client ||= Recsys.connect(Scripted.address, clock: @clock, **options)
  end

  def failure(...)
    Scripted.failure(...)
  end

  def info(...)
    Scripted.info(...)
  end

  def retry_in(...)
    Scripted.retry_in(...)
  end
end
