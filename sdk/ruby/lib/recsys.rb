# frozen_string_literal: true

require 'grpc'
%w[recommendation interaction product customer model operations].each do |service|
  require "recsys/v1/#{service}_service_services_pb"
end
require 'recsys/v1/safe_methods'
require 'recsys/version'
require 'recsys/clock'
require 'recsys/error'
require 'recsys/retry_policy'
require 'recsys/answers'
require 'recsys/calls'
require 'recsys/address'
require 'recsys/attribution'
require 'recsys/ingestion/receipt'
require 'recsys/ingestion/options'
require 'recsys/ingestion/outbox'
require 'recsys/ingestion/retry_wait'
require 'recsys/ingestion/connection'
require 'recsys/ingestion/stream'
require 'recsys/client'

# A client of a Recsys recommendation server.
#
#   Recsys.connect('http://127.0.0.1:5080') do |client|
#     answer = client.recommendations.recommend_for_user(
#       Recsys::V1::RecommendForUserRequest.new(customer_id: '17850', page_size: 10, include_products: true))
#     answer.recommendations.each { |item| puts format('%.3f %s', item.score, item.product.title) }
#   end
#
# Messages and enums are in Recsys::V1.
module Recsys
end
