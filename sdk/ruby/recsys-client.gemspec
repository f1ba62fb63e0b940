# frozen_string_literal: true

require_relative 'lib/recsys/version'

Gem::Specification.new do |spec|
  spec.name = 'recsys-client'
  spec.version = Recsys::VERSION
  spec.summary = 'Client of a Recsys recommendation server'
  spec.description = 'Recommendations, interactions, catalogue and models over gRPC, with deadlines, safe repeats, typed ' \
                     'errors and a stream that loses and doubles no interaction.'
  spec.authors = ['Recsys.Grpc']
  spec.files = Dir.chdir(__dir__) { Dir['lib/**/*.rb'] + ['README.md'] }
  # The generated code requires itself from the root of the contract.
  spec.require_paths = ['lib', 'lib/gen']
  spec.required_ruby_version = '>= 3.0'
  spec.add_dependency 'google-protobuf', '~> 3.21'
  spec.add_dependency 'googleapis-common-protos-types', '~> 1.4'
  spec.add_dependency 'grpc', '~> 1.51'
end
