# frozen_string_literal: true

# Shows a customer recommendations, tells the server what was bought of them, and asks again.

require 'recsys'

include Recsys::V1

Recsys.connect(ENV.fetch('RECSYS_ADDRESS', 'http://127.0.0.1:5080')) do |client|
  answer = client.recommendations.recommend_for_user(RecommendForUserRequest.new(customer_id: '17850', page_size: 5))
  bought = client.interaction_stream do |stream|
    answer.recommendations.each do |item|
      seen = Interaction.new(customer_id: '17850', product_id: item.product_id, type: :INTERACTION_TYPE_VIEW)
      stream.add(Recsys.attribute(seen, answer))
    end
    stream.send_one(Interaction.new(
      customer_id: '17850', product_id: answer.recommendations.first.product_id, type: :INTERACTION_TYPE_PURCHASE))
  end
  puts "the purchase was #{bought.fate}"
  after = client.recommendations.recommend_for_user(RecommendForUserRequest.new(
    customer_id: '17850', page_size: 5, min_journal_position: bought.journal_position))
  puts "the answer reflects position #{after.provenance.journal_position}"
end
