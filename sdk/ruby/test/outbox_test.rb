# frozen_string_literal: true

require 'scripted'

# Batches from filling to durable, without threads or connections.
class OutboxTest < Minitest::Test
  include Recsys::Ingestion

  def outbox(**options)
    @outbox ||= Outbox.new(Options.new(**options))
  end

  def add(*ids, now: 0.0)
    ids.map { |id| Waiting.new.tap { |waiting| outbox.add(Recsys::V1::Interaction.new(id: id), waiting, now) } }
  end

  def sent(now = 0.0)
    batches = []
    while (batch = outbox.take_unsent(now))
      batches << [batch.message.batch_number, batch.message.interactions.map(&:id)]
    end
    batches
  end

  def acknowledgement(**fields)
    Recsys::V1::IngestInteractionsResponse.new(**fields)
  end

  def test_full_batch_is_sent_at_once
    outbox(batch_size: 2)
    add('a', 'b', 'c')
    assert_equal [[1, %w[a b]]], sent
  end

  def test_open_batch_is_sent_when_it_lingered
    outbox(linger: 0.5)
    add('a', now: 10.0)
    assert_empty sent(10.4)
    assert_in_delta 0.1, outbox.due_in(10.4)
    assert_equal [[1, %w[a]]], sent(10.5)
    assert_nil outbox.due_in(10.5)
  end

  def test_batch_is_full_by_bytes_too
    outbox(batch_bytes: 300)
    add('a' * 120, 'b' * 120, 'c' * 120)
    assert_equal [1], sent.map(&:first)
  end

  def test_acknowledgement_tells_what_became_of_each
    outbox(batch_size: 3)
    waiting = add('a', 'b', 'c')
    sent
    rejection = Recsys::V1::InteractionRejection.new(reason: 'PRODUCT_NOT_FOUND')
    outbox.acknowledge(acknowledgement(
      batch_number: 1, accepted_count: 1, duplicate_count: 1, duplicate_indexes: [0], journal_position: 7, resume_token: 't',
      rejections: [Recsys::V1::InteractionResult.new(interaction_id: 'b', index: 1, rejection: rejection)]))
    assert_equal %i[duplicate rejected accepted], waiting.map { |one| one.receipt.fate }
    assert_equal [nil, 'PRODUCT_NOT_FOUND', nil], waiting.map { |one| one.receipt.rejection&.reason }
    assert_equal Totals.new(1, 1, 1, 7), outbox.totals
    assert_equal ['t', 1], [outbox.token, outbox.durable]
  end

  def test_acknowledgement_of_another_batch_is_refused
    outbox(batch_size: 1)
    add('a', 'b')
    [0, 2].each do |number|
      assert_match(/out of order/, assert_raises(RuntimeError) { outbox.acknowledge(acknowledgement(batch_number: number)) }.message)
    end
  end

  def test_new_connection_sends_what_is_not_durable
    outbox(batch_size: 1)
    waiting = add('a', 'b', 'c')
    sent
    outbox.rewind(acknowledgement(batch_number: 2, journal_position: 9, resume_token: 'u'))
    assert_equal [:settled, :settled, nil], waiting.map { |one| one.receipt&.fate }
    assert_equal [[3, %w[c]]], sent
  end

  def test_new_stream_sends_everything_again
    outbox(batch_size: 1)
    add('a', 'b')
    sent
    assert_empty outbox.rewind(nil)
    assert_equal [[1, %w[a]], [2, %w[b]]], sent
  end

  def test_room_ends_at_the_buffers_size
    outbox(buffer_size: 2, batch_size: 1)
    add('a', 'b')
    refute_predicate outbox, :room?
    outbox.acknowledge(acknowledgement(batch_number: 1))
    assert_predicate outbox, :room?
  end
end
