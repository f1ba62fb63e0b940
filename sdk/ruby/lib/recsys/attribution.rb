# frozen_string_literal: true

module Recsys
  # Says that +answer+, of recommendations or similar products, led to +interaction+: puts its attribution token in. Returns
  # the same interaction, so that the call fits into another one.
  def self.attribute(interaction, answer)
    interaction.attribution_token = answer.attribution_token
    interaction
  end
end
