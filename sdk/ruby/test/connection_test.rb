# frozen_string_literal: true

require 'scripted'
require 'tmpdir'

# Addresses, TLS and options.
class ConnectionTest < Minitest::Test
  def test_addresses_are_read
    { 'http://127.0.0.1:5080' => ['127.0.0.1:5080', false], 'https://recs.example.com' => ['recs.example.com:443', true],
      'http://localhost/' => ['localhost:80', false], 'https://[::1]:8443' => ['[::1]:8443', true] }.each do |text, expected|
      assert_equal expected, Recsys::Address.parse(text).to_a
    end
  end

  def test_what_is_no_address_is_refused_with_the_fix
    ['', '127.0.0.1:5080', 'ftp://a', 'http://', 'http://a/path', 'http://me@a', 'http://a?x', 'http://a b'].each do |text|
      assert_match(%r{write it like http://}, assert_raises(ArgumentError) { Recsys.connect(text) }.message)
    end
  end

  def test_options_out_of_range_are_refused_by_name
    [{ timeout: 0 }, { max_attempts: 0 }, { max_attempts: 6 }, { api_key: 'ä' }, { api_key: '' }, { max_receive_bytes: 1 },
     { ca_file: 'x' }].each do |options|
      error = assert_raises(ArgumentError) { Recsys.connect('http://127.0.0.1:1', **options) }
      assert_includes error.message, options.keys.first.to_s
    end
  end

  def test_stream_options_out_of_range_are_refused_by_name
    Recsys.connect('http://127.0.0.1:1') do |client|
      [{ batch_size: 0 }, { linger: -1 }, { buffer_size: 0 }, { give_up_after: -1 }].each do |options|
        error = assert_raises(ArgumentError) { client.interaction_stream(**options) }
        assert_includes error.message, options.keys.first.to_s
      end
    end
  end

  def get(client)
    client.products.get_product(Recsys::V1::GetProductRequest.new(product_id: '1'), timeout: 20)
  end

  def test_no_server_is_unavailable
    Recsys.connect('http://127.0.0.1:1', max_attempts: 1) do |client|
      error = assert_raises(Recsys::Error) { get(client) }
      assert_equal [:unavailable, ''], [error.code, error.reason]
    end
  end

  def test_only_given_certificates_are_trusted
    Dir.mktmpdir do |folder|
      certificate, key = %w[ca.pem key.pem].map { |name| File.join(folder, name) }
      assert system('openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
                    '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost',
                    '-keyout', key, '-out', certificate, err: File::NULL)
      pair = [{ private_key: File.read(key), cert_chain: File.read(certificate) }]
      Scripted.seen = []
      Scripted.get = ->(_request) { Recsys::V1::GetProductResponse.new }
      address = "https://localhost:#{Scripted.serve(GRPC::Core::ServerCredentials.new(nil, pair, false), 'localhost')}"
      Recsys.connect(address, ca_file: certificate) { |client| assert get(client) }
      Recsys.connect(address, max_attempts: 1) do |client|
        assert_equal :unavailable, assert_raises(Recsys::Error) { get(client) }.code
      end
    end
  end

  def test_file_of_certificates_that_is_not_there_is_named
    error = assert_raises(Errno::ENOENT) { Recsys.connect('https://localhost', ca_file: 'nowhere.pem') }
    assert_includes error.message, 'nowhere.pem'
  end
end
