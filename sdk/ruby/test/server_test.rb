# frozen_string_literal: true

require 'minitest'
require 'recsys'

# The examples and a few calls against the server that RECSYS_ADDRESS names.
class ServerTest < Minitest::Test
  EXAMPLES = File.expand_path('../examples', __dir__)

  def named(variable)
    address = ENV.fetch(variable, '')
    address.empty? ? skip("#{variable} names no server") : address
  end

  def client
    @client ||= Recsys.connect(named('RECSYS_ADDRESS'), timeout: 20)
  end

  def teardown
    @client&.close
  end

  def run_example(name)
    named('RECSYS_ADDRESS')
    IO.popen([RbConfig.ruby, File.join(EXAMPLES, name)], &:read).tap { assert_predicate Process.last_status, :success? }
  end

  def test_example_recommend
    assert_equal 5, run_example('recommend.rb').lines.size
  end

  def test_example_ingest
    assert_includes run_example('ingest.rb'), 'the purchase was accepted'
  end

  def test_unknown_product_is_not_found
    error = assert_raises(Recsys::Error) do
      client.products.get_product(Recsys::V1::GetProductRequest.new(product_id: 'ünknown ✓'))
    end
    assert_equal [:not_found, 'PRODUCT_NOT_FOUND', { 'product_id' => 'ünknown ✓' }], [error.code, error.reason, error.metadata]
  end

  def test_wrong_field_is_named
    error = assert_raises(Recsys::Error) { client.products.list_products(Recsys::V1::ListProductsRequest.new(page_size: -1)) }
    assert_equal [%w[page_size], 'page_size is -1; give 0–1000.'], [error.field_violations.map(&:field), error.details]
  end

  def test_client_stream_answers
    request = Recsys::V1::ImportProductsRequest.new(products: [Recsys::V1::Product.new])
    assert_equal 1, client.products.import_products([request]).rejected_count
  end

  def test_tls_takes_the_right_key_only
    address = named('RECSYS_TLS_ADDRESS')
    request = Recsys::V1::ListProductsRequest.new(page_size: 1)
    file = ENV.fetch('RECSYS_CA_FILE')
    Recsys.connect(address, ca_file: file, api_key: ENV.fetch('RECSYS_API_KEY'), timeout: 20) do |right|
      assert_equal 1, right.products.list_products(request).products.size
    end
    Recsys.connect(address, ca_file: file, api_key: 'wrong', timeout: 20) do |wrong|
      error = assert_raises(Recsys::Error) { wrong.products.list_products(request) }
      assert_equal [:unauthenticated, 'API_KEY_INVALID'], [error.code, error.reason]
    end
  end
end
