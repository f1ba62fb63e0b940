# frozen_string_literal: true

require 'scripted'

# Keys, deadlines, retries and errors of calls.
class CallsTest < ScriptedTest
  FOUND = Recsys::V1::GetProductResponse.new(product: Recsys::V1::Product.new(id: '1'))

  # Scripts GetProduct with answers and failures, in order.
  def answer(*answers)
    Scripted.get = lambda do |_request|
      given = answers.shift
      given.is_a?(Exception) ? raise(given) : given
    end
  end

  def get(client, **options)
    client.products.get_product(Recsys::V1::GetProductRequest.new(product_id: '1'), options)
  end

  def test_call_without_deadline_gets_the_clients
    answer(FOUND)
    assert_equal '1', get(client(timeout: 7)).product.id
    assert_includes 2..7.5, Scripted.seen.first.deadline - Time.now
  end

  def test_call_with_timeout_or_deadline_keeps_it
    answer(FOUND, FOUND)
    get(client, timeout: 60)
    get(client, deadline: Time.now + 60)
    Scripted.seen.each { |seen| assert_operator seen.deadline - Time.now, :>, 30 }
  end

  def test_key_is_sent_as_bearer_and_replaces_the_callers
    answer(FOUND)
    get(client(api_key: 's3cret'), metadata: { 'authorization' => 'mine', 'x-other' => 'stays' })
    assert_equal ['Bearer s3cret', 'stays'], Scripted.seen.first.metadata.values_at('authorization', 'x-other')
  end

  def test_safe_method_is_repeated_while_unavailable
    answer(failure(Codes::UNAVAILABLE), failure(Codes::UNAVAILABLE), FOUND)
    assert_equal '1', get(client).product.id
    assert_includes 0.08..0.12, @clock.slept[0]
    assert_includes 0.16..0.24, @clock.slept[1]
  end

  def test_attempts_end_and_the_last_error_is_raised
    answer(*Array.new(3) { failure(Codes::UNAVAILABLE, 'down', info('OVERLOADED')) })
    error = assert_raises(Recsys::Error) { get(client) }
    assert_equal [3, :unavailable, 'OVERLOADED'], [Scripted.seen.size, error.code, error.reason]
  end

  def test_one_attempt_is_not_repeated
    answer(failure(Codes::UNAVAILABLE))
    assert_raises(Recsys::Error) { get(client(max_attempts: 1)) }
    assert_equal 1, Scripted.seen.size
  end

  def test_retry_info_says_how_long_to_wait
    answer(failure(Codes::UNAVAILABLE, '', info('OVERLOADED'), retry_in(1.5)), FOUND)
    get(client)
    assert_includes 1.5..1.65, @clock.slept.first
  end

  def test_retry_info_beyond_the_deadline_is_not_waited_for
    answer(failure(Codes::UNAVAILABLE, '', info('OVERLOADED'), retry_in(60)))
    error = assert_raises(Recsys::Error) { get(client) }
    assert_equal 60, error.retry_delay
    assert_empty @clock.slept
  end

  def test_other_failures_are_not_repeated
    { Codes::INTERNAL => :internal, Codes::DEADLINE_EXCEEDED => :deadline_exceeded,
      Codes::RESOURCE_EXHAUSTED => :resource_exhausted }.each do |code, name|
      Scripted.seen = []
      answer(failure(code))
      error = assert_raises(Recsys::Error) { get(client) }
      assert_equal [name, 1], [error.code, Scripted.seen.size]
    end
  end

  def test_unsafe_method_is_never_repeated
    Scripted.create = -> { raise failure(Codes::UNAVAILABLE) }
    assert_raises(Recsys::Error) { client.products.create_product(Recsys::V1::CreateProductRequest.new) }
    assert_equal 1, Scripted.seen.size
  end

  def test_safe_methods_are_those_the_contract_marks
    assert_includes Recsys::V1::SAFE_METHODS, '/recsys.v1.InteractionService/WriteInteractions'
    refute_includes Recsys::V1::SAFE_METHODS, '/recsys.v1.ProductService/CreateProduct'
    refute_includes Recsys::V1::SAFE_METHODS, '/recsys.v1.InteractionService/IngestInteractions'
  end

  def test_error_carries_all_details
    violation = Google::Rpc::BadRequest::FieldViolation.new(field: 'page_size', description: 'is -1; give 0–1000.')
    answer(failure(Codes::INVALID_ARGUMENT, 'wrong', info('INVALID_FIELDS'),
                   Google::Rpc::BadRequest.new(field_violations: [violation]), Google::Rpc::RequestInfo.new(request_id: 'r-1')))
    error = assert_raises(Recsys::Error) { get(client) }
    assert_equal 'INVALID_ARGUMENT: wrong', error.message
    assert_equal ['wrong', 'INVALID_FIELDS', 'recsys', { 'a' => 'b' }, 'r-1', nil],
                 [error.details, error.reason, error.domain, error.metadata, error.request_id, error.retry_delay]
    assert_equal [Recsys::FieldViolation.new('page_size', 'is -1; give 0–1000.')], error.field_violations
  end

  def test_mangled_details_leave_the_status
    answer(GRPC::BadStatus.new_status_exception(Codes::NOT_FOUND, 'gone', { 'grpc-status-details-bin' => "\xff\xff\xff" }))
    error = assert_raises(Recsys::Error) { get(client) }
    assert_equal [:not_found, 'gone', ''], [error.code, error.details, error.reason]
  end

  def test_operation_is_cancelled
    answer(FOUND)
    operation = get(client, return_op: true)
    operation.cancel
    assert_equal :cancelled, assert_raises(Recsys::Error) { operation.execute }.code
  end

  def test_operation_answers
    answer(FOUND)
    assert_equal '1', get(client, return_op: true).execute.product.id
  end

  def watch(&block)
    client.operations.watch_server_status(Recsys::V1::WatchServerStatusRequest.new, &block)
  end

  def test_stream_fails_typed_after_what_came
    Scripted.watch = lambda do |_call|
      Enumerator.new do |out|
        out << Recsys::V1::WatchServerStatusResponse.new
        raise failure(Codes::ABORTED, 'enough', info('ENOUGH'))
      end
    end
    came = []
    error = assert_raises(Recsys::Error) { watch { |answer| came << answer } }
    assert_equal ['ENOUGH', 1], [error.reason, came.size]
  end

  def test_stopping_early_gives_the_call_up
    left = Queue.new
    Scripted.watch = lambda do |call|
      Enumerator.new do |out|
        out << Recsys::V1::WatchServerStatusResponse.new until call.cancelled?
      ensure
        left << true
      end
    end
    assert_equal Recsys::V1::WatchServerStatusResponse.new, watch.first
    assert left.pop
  end

  def test_attribution_puts_the_token_in
    interaction = Recsys::V1::Interaction.new
    answer = Recsys::V1::SimilarProductsResponse.new(attribution_token: 't')
    assert_same interaction, Recsys.attribute(interaction, answer)
    assert_equal 't', interaction.attribution_token
  end
end
