# frozen_string_literal: true

require 'google/protobuf/well_known_types'
require 'google/rpc/error_details_pb'
require 'google/rpc/status_pb'

module Recsys
  # A field of a request that is wrong: its path, such as +recent_events[3].price+, and what is wrong and how to put it right.
  FieldViolation = Struct.new(:field, :description)

  # A call that failed: the gRPC status, and what the server says of it in a form that programs can read.
  class Error < StandardError
    DETAILS = 'grpc-status-details-bin'
    CODES = GRPC::Core::StatusCodes.constants.to_h { |name| [GRPC::Core::StatusCodes.const_get(name), name.downcase] }.freeze
    private_constant :DETAILS, :CODES

    # The status as a symbol, such as +:not_found+.
    attr_reader :code
    # What happened, for people.
    attr_reader :details
    # Why, for programs, such as +PRODUCT_NOT_FOUND+; empty when it was not the server's own code that failed the call, for
    # example when there is no connection.
    attr_reader :reason
    # Who defines the reason: +recsys+, or empty without a reason.
    attr_reader :domain
    # What the reason is about, for example +product_id+ and the id that was not found.
    attr_reader :metadata
    # All wrong fields, as FieldViolation; empty unless the code is +:invalid_argument+.
    attr_reader :field_violations
    # Seconds to wait before trying again, where the server says so; otherwise nil.
    attr_reader :retry_delay
    # What the server has logged a failure of its own under; empty for any other.
    attr_reader :request_id

    # The error of a GRPC::BadStatus, with its details read.
    def self.of(failure)
      # grpc hands bytes on.
      details = failure.details.to_s.dup.force_encoding(Encoding::UTF_8).scrub
      new(CODES.fetch(failure.code, :unknown), details, unpack(failure.metadata))
    end

    # @private
    def self.unpack(trailers)
      packed = trailers && trailers[DETAILS]
      packed ? Google::Rpc::Status.decode(packed).details.to_a : []
    rescue Google::Protobuf::ParseError
      # Something between here and the server mangled the details; the status itself still says what happened.
      []
    end
    private_class_method :unpack

    def initialize(code, details, packed = [])
      @code = code
      @details = details
      @reason = @domain = @request_id = ''
      @metadata = {}
      @field_violations = []
      packed.each { |any| take(any) }
      name = code.to_s.upcase
      super(details.empty? ? name : "#{name}: #{details}")
    end

    private

    def take(any)
      if (info = any.unpack(Google::Rpc::ErrorInfo))
        @reason, @domain, @metadata = info.reason, info.domain, info.metadata.to_h
      elsif (bad = any.unpack(Google::Rpc::BadRequest))
        @field_violations = bad.field_violations.map { |one| FieldViolation.new(one.field, one.description) }
      elsif (again = any.unpack(Google::Rpc::RetryInfo))
        @retry_delay = again.retry_delay.seconds + (again.retry_delay.nanos / 1e9) if again.retry_delay
      elsif (request = any.unpack(Google::Rpc::RequestInfo))
        @request_id = request.request_id
      end
    end
  end
end
