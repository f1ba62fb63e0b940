# frozen_string_literal: true

require 'uri'

module Recsys
  # @private
  # What grpc calls the target, and whether it is reached by TLS.
  Address = Struct.new(:target, :secure) do
    # Raises ArgumentError for what is no address.
    def self.parse(text)
      uri = begin
        URI.parse(text)
      rescue URI::InvalidURIError
        nil
      end
      unless uri.is_a?(URI::HTTP) && uri.host && !uri.host.empty?
        raise ArgumentError, "#{text.inspect} is no address; write it like http://127.0.0.1:5080"
      end
      if !['', '/'].include?(uri.path) || uri.query || uri.fragment || uri.userinfo
        raise ArgumentError, "#{text.inspect} has more than scheme, host and port; write it like http://127.0.0.1:5080"
      end

      new("#{uri.host}:#{uri.port}", uri.scheme == 'https')
    end
  end
end
