# frozen_string_literal: true

# Asks for a customer's recommendations and prints them.

require 'recsys'

Recsys.connect(ENV.fetch('RECSYS_ADDRESS', 'http://127.0.0.1:5080')) do |client|
  answer = client.recommendations.recommend_for_user(
    Recsys::V1::RecommendForUserRequest.new(customer_id: '17850', page_size: 5, include_products: true))
  answer.recommendations.each { |item| puts format('%.3f %s', item.score, item.product.title) }
end
