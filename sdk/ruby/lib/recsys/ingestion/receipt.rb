# frozen_string_literal: true

module Recsys
  # Interactions in: batches over one stream, made sure of.
  module Ingestion
    # What became of one interaction.
    #
    # [interaction_id] its id
    # [fate] +:accepted+: durable, and taken into account by the next request; +:duplicate+: one of the same id was accepted before;
    #        +:rejected+: not stored; +:settled+: its batch is durable, but the connection broke before the acknowledgement
    #        arrived: accepted or duplicate, or rejected for a reason that was lost
    # [journal_position] what +min_journal_position+ of a request for recommendations takes, so that the answer reflects it
    # [rejection] why it was rejected; nil for any other fate
    Receipt = Struct.new(:interaction_id, :fate, :journal_position, :rejection)

    # What a stream brought so far; what is +:settled+ is not counted.
    Totals = Struct.new(:accepted, :duplicates, :rejected, :journal_position)
  end
end
