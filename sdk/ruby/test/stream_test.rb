# frozen_string_literal: true

require 'scripted'

# The interaction stream against a server that breaks off, refuses and goes silent.
class StreamTest < ScriptedTest
  def acknowledge(request)
    Recsys::V1::IngestInteractionsResponse.new(
      batch_number: request.batch_number, accepted_count: request.interactions.size,
      journal_position: request.batch_number * 10, resume_token: "after-#{request.batch_number}")
  end

  def all_durable
    ->(requests, out) { requests.each { |request| out << acknowledge(request) } }
  end

  # One script for each connection, the last one for all that follow. A script gets the requests as they come.
  def serve(*scripts)
    @received = Queue.new
    @opened = 0
    Scripted.ingest = lambda do |requests, _call|
      @opened += 1
      script = scripts.size > 1 ? scripts.shift : scripts.first
      noted = Enumerator.new do |out|
        requests.each do |request|
          @received << [request.resume_token.empty? ? request.batch_number : request.resume_token, request.interactions.map(&:id)]
          out << request
        end
      end
      Enumerator.new { |out| script.call(noted, out) }
    end
  end

  def received
    Array.new(@received.size) { @received.pop }
  end

  def open(**options)
    client.interaction_stream(linger: 0, batch_size: 1, **options)
  end

  def interaction(id)
    Recsys::V1::Interaction.new(id: id)
  end

  # Sends one in the background; the thread's value is the receipt or the error.
  def sending(stream, id)
    Thread.new do
      stream.send_one(interaction(id))
    rescue StandardError => e
      e
    end
  end

  def test_closing_waits_for_everything
    serve(all_durable)
    stream = open
    %w[a b c].each { |id| stream << interaction(id) }
    stream.close
    assert_equal Recsys::Ingestion::Totals.new(3, 0, 0, 30), stream.totals
    assert_raises(Recsys::Ingestion::ClosedError) { stream.add(interaction('d')) }
    stream.close
  end

  def test_block_closes_the_stream_and_gives_its_value
    serve(all_durable)
    receipt = client.interaction_stream(linger: 0) { |stream| stream.send_one(interaction('a')) }
    assert_equal ['a', :accepted, 10], [receipt.interaction_id, receipt.fate, receipt.journal_position]
  end

  def test_nothing_is_opened_without_interactions
    serve(all_durable)
    open.close
    assert_equal 0, @opened
  end

  def test_missing_ids_and_times_are_filled_in
    serve(all_durable)
    sent = Recsys::V1::Interaction.new
    stream = open
    receipt = stream.send_one(sent)
    stream.close
    assert_match(/\A\h{8}-\h{4}-4\h{3}-[89ab]\h{3}-\h{12}\z/, sent.id)
    assert_equal sent.id, receipt.interaction_id
    assert_equal 1_700_000_000, sent.event_time.seconds
  end

  def test_open_batch_is_sent_after_lingering
    serve(all_durable)
    stream = open(linger: 0.25, batch_size: 10)
    %w[a b].each { |id| stream.add(interaction(id)) }
    @clock.elapse(0.25..0.25)
    stream.close
    assert_equal [[1, %w[a b]]], received
  end

  def breaks_off_after_one(failure)
    lambda do |requests, out|
      taken = 0
      requests.each do |request|
        taken += 1
        raise failure if taken == 2

        out << acknowledge(request)
      end
    end
  end

  def resumes(number)
    lambda do |requests, out|
      resumed = false
      requests.each do |request|
        out << if resumed then acknowledge(request)
               else Recsys::V1::IngestInteractionsResponse.new(batch_number: number, journal_position: 20,
                                                               resume_token: "after-#{number}")
               end
        resumed = true
      end
    end
  end

  def test_broken_connection_is_resumed_and_the_rest_sent_again
    serve(breaks_off_after_one(failure(Codes::UNAVAILABLE, 'gone')), resumes(1))
    stream = open
    stream.send_one(interaction('a'))
    second = sending(stream, 'b')
    @clock.elapse(0.05..0.1)
    assert_equal :accepted, second.value.fate
    stream.close
    assert_equal [[1, %w[a]], [2, %w[b]], ['after-1', []], [2, %w[b]]], received
  end

  def test_batch_that_was_durable_unseen_is_settled_and_not_sent_again
    serve(breaks_off_after_one(failure(Codes::INTERNAL, 'lost')), resumes(2))
    stream = open
    stream.send_one(interaction('a'))
    second = sending(stream, 'b')
    @clock.elapse(0.05..0.1)
    assert_equal [:settled, 20], [second.value.fate, second.value.journal_position]
    stream.close
  end

  def refuses(failure)
    lambda do |requests, _out|
      requests.first
      raise failure
    end
  end

  def test_first_connection_that_fails_is_begun_anew_when_the_server_says
    serve(refuses(failure(Codes::UNAVAILABLE, 'too many', info('OVERLOADED'), retry_in(2))), all_durable)
    stream = open
    first = sending(stream, 'a')
    @clock.elapse(2..2)
    assert_equal :accepted, first.value.fate
    stream.close
    assert_equal [[1, %w[a]], [1, %w[a]]], received
  end

  def test_waits_double_until_the_stream_gives_up
    serve(refuses(failure(Codes::UNAVAILABLE, 'down')))
    stream = open(give_up_after: 0.3)
    first = sending(stream, 'a')
    [0.05, 0.1, 0.2].each { |least| @clock.elapse(least..2 * least) }
    assert_equal :unavailable, first.value.code
    assert_raises(Recsys::Error) { stream.add(interaction('b')) }
    assert_raises(Recsys::Error) { stream.flush }
    assert_raises(Recsys::Error) { stream.close }
  end

  def test_failure_that_does_not_pass_fails_the_stream_at_once
    serve(refuses(failure(Codes::UNAUTHENTICATED, 'no key', info('API_KEY_INVALID'))))
    stream = open
    assert_equal 'API_KEY_INVALID', assert_raises(Recsys::Error) { stream.send_one(interaction('a')) }.reason
  end

  def test_full_disk_passes
    serve(refuses(failure(Codes::RESOURCE_EXHAUSTED, 'full', info('STORAGE_FULL'), retry_in(3))), all_durable)
    stream = open
    first = sending(stream, 'a')
    @clock.elapse(3..3)
    assert_equal :accepted, first.value.fate
    stream.close
  end

  def test_acknowledgement_out_of_order_fails_the_stream
    serve(->(requests, out) { requests.each { out << Recsys::V1::IngestInteractionsResponse.new(batch_number: 5) } })
    stream = open
    assert_match(/out of order/, assert_raises(RuntimeError) { stream.send_one(interaction('a')) }.message)
  end

  def test_stream_that_the_server_ends_is_opened_again
    serve(->(requests, _out) { requests.first }, all_durable)
    stream = open
    first = sending(stream, 'a')
    # Looks at whether the call is over, as many as it takes, and the wait before the next connection.
    @clock.elapse(0.05..1.0) until first.join(0.01)
    assert_equal :accepted, first.value.fate
    stream.close
  end

  def test_adding_waits_for_room
    release = Queue.new
    serve(lambda do |requests, out|
      requests.each do |request|
        release.pop
        out << acknowledge(request)
      end
    end)
    stream = open(buffer_size: 1)
    stream.add(interaction('a'))
    assert_raises(Timeout::Error) { stream.add(interaction('b'), timeout: 0) }
    2.times { release << true }
    assert_equal :accepted, stream.send_one(interaction('b')).fate
    stream.close
  end

  def test_rejections_are_told
    rejection = Recsys::V1::InteractionRejection.new(reason: 'INVALID_FIELD', field: 'price')
    serve(lambda do |requests, out|
      requests.each do |request|
        result = Recsys::V1::InteractionResult.new(interaction_id: 'a', rejection: rejection)
        out << Recsys::V1::IngestInteractionsResponse.new(batch_number: request.batch_number, rejections: [result])
      end
    end)
    told = []
    stream = open(on_rejected: ->(receipt) { told << receipt })
    receipt = stream.send_one(interaction('a'))
    stream.close
    assert_equal [:rejected, 'price'], [receipt.fate, receipt.rejection.field]
    assert_equal [receipt], told
  end

  def test_closing_gives_up_when_nothing_becomes_durable
    silent = Queue.new
    serve(->(_requests, _out) { silent.pop })
    stream = open(close_timeout: 3)
    stream.add(interaction('a'))
    closing = Thread.new { assert_raises(Timeout::Error) { stream.close } }
    @clock.elapse(3..3)
    closing.value
    silent << true
  end
end
