# frozen_string_literal: true

# Does what the conformance suite asks and tells what came of it: a line of JSON in, a line of JSON out.

require 'json'
require 'recsys'
require 'grpc/health/v1/health_services_pb'

class Runner
  # This platform cannot do it.
  class Unsupported < StandardError; end

  SERVICES = {
    'recsys.v1.RecommendationService' => [:recommendations, Recsys::V1::RecommendationService],
    'recsys.v1.InteractionService' => [:interactions, Recsys::V1::InteractionService],
    'recsys.v1.ProductService' => [:products, Recsys::V1::ProductService],
    'recsys.v1.CustomerService' => [:customers, Recsys::V1::CustomerService],
    'recsys.v1.ModelService' => [:models, Recsys::V1::ModelService],
    'recsys.v1.OperationsService' => [:operations, Recsys::V1::OperationsService],
    'grpc.health.v1.Health' => [nil, Grpc::Health::V1::Health]
  }.freeze
  VERBS = %w[call stream attribute language].freeze

  def initialize
    @clients = {}
  end

  def answer(line)
    request = JSON.parse(line)
    verb = request['verb']
    return { id: request['id'], unsupported: "no verb #{verb}" } unless VERBS.include?(verb)

    { id: request['id'] }.merge(send(verb, request))
  rescue Unsupported => e
    { id: request['id'], unsupported: e.message }
  rescue StandardError => e
    { id: request.is_a?(Hash) ? request['id'] : nil, broken: "#{e.class}: #{e.message}" }
  end

  private

  def language(_request)
    { language: "Ruby #{RUBY_VERSION[/\A\d+\.\d+/]}, grpc #{GRPC::VERSION}" }
  end

  def call(request)
    client = client_for(request)
    service, name = request['method'].split('/')
    stub, description = find(client, service, name)
    raise Unsupported, 'a unary call has one response only' if request['cancel'] == 'after_first_response' && unary?(description)

    messages = request['requests'].map { |one| parse(type_of(description.input), one) }
    argument = description.input.is_a?(GRPC::RpcDesc::Stream) ? messages.each : messages.first
    options = request['timeout_ms'].to_i.positive? ? { timeout: request['timeout_ms'] / 1000.0 } : {}
    answers = []
    ending = observe { receive(stub, [name, argument, options, description], request['cancel'].to_s, answers) }
    ending.merge(responses: answers.map { |answer| written(answer) })
  end

  def receive(stub, call, cancel, answers)
    name, argument, options, description = call
    method = GRPC::GenericService.underscore(name.dup)
    return receive_stream(stub.public_send(method, argument, options), cancel, answers) if description.output.is_a?(GRPC::RpcDesc::Stream)
    return answers << stub.public_send(method, argument, options) unless cancel == 'at_once'

    operation = stub.public_send(method, argument, options.merge(return_op: true))
    operation.cancel
    answers << operation.execute
  end

  def receive_stream(stream, cancel, answers)
    stream.cancel if cancel == 'at_once'
    stream.each do |answer|
      answers << answer
      stream.cancel if cancel == 'after_first_response'
    end
  end

  def find(client, service, name)
    attribute, namespace = SERVICES.fetch(service) { raise Unsupported, "no service #{service}" }
    description = namespace::Service.rpc_descs[name.to_sym]
    return [attribute ? client.public_send(attribute) : client.stub(namespace::Stub), description] if description

    # A method that the contract does not have.
    missing = Class.new do
      include GRPC::GenericService
      self.service_name = service
      self.marshal_class_method = :encode
      self.unmarshal_class_method = :decode
      rpc name.to_sym, Google::Protobuf::Struct, Google::Protobuf::Struct
    end
    [client.stub(missing.rpc_stub_class), missing.rpc_descs[name.to_sym]]
  end

  def stream(request)
    interactions = request['interactions'].map { |one| parse(Recsys::V1::Interaction, one) }
    rejections = []
    ingestion = client_for(request).interaction_stream(
      batch_size: request['max_batch'] || 1000, linger: (request['linger_ms'] || 5) / 1000.0,
      on_rejected: ->(receipt) { rejections << receipt })
    ending = observe do
      interactions.each { |interaction| ingestion.add(interaction) }
      ingestion.close
    end
    totals = ingestion.totals
    ending.merge(
      accepted: totals.accepted, duplicates: totals.duplicates, ids: interactions.map(&:id),
      rejections: rejections.map { |one| { id: one.interaction_id, reason: one.rejection.reason, field: one.rejection.field } })
  end

  def attribute(request)
    client = client_for(request)
    asked = parse(Recsys::V1::RecommendForUserRequest, request['request'])
    interaction = parse(Recsys::V1::Interaction, request['interaction'])
    answers = []
    ending = observe do
      answers << client.recommendations.recommend_for_user(asked)
      Recsys.attribute(interaction, answers.first)
      answers << client.interactions.write_interactions(Recsys::V1::WriteInteractionsRequest.new(interactions: [interaction]))
    end
    ending.merge(responses: answers.map { |answer| written(answer) }, interaction: written(interaction))
  end

  # Does it, and how it ended.
  def observe
    told = { code: 'OK', message: '', reason: '', domain: '', metadata: {}, fields: [], retry_delay_ms: 0, request_id: '' }
    yield
    told
  rescue Recsys::Error => e
    told.merge(
      code: e.code.to_s.upcase, message: e.details, reason: e.reason, domain: e.domain, metadata: e.metadata,
      fields: e.field_violations.map(&:to_h), retry_delay_ms: ((e.retry_delay || 0) * 1000).round, request_id: e.request_id)
  end

  def client_for(request)
    endpoint = request['endpoint']
    attempts = request['max_attempts'].to_i.positive? ? request['max_attempts'] : 3
    key, file = endpoint.values_at('api_key', 'ca_file').map { |text| text.to_s.empty? ? nil : text }
    @clients[[endpoint, attempts]] ||= Recsys.connect(
      endpoint['address'], api_key: key, ca_file: file, max_attempts: attempts)
  end

  def unary?(description)
    [description.input, description.output].none?(GRPC::RpcDesc::Stream)
  end

  def type_of(given)
    given.is_a?(GRPC::RpcDesc::Stream) ? given.type : given
  end

  def parse(type, json)
    type.decode_json(JSON.generate(json))
  end

  def written(message)
    JSON.parse(message.to_json)
  end
end

runner = Runner.new
$stdout.sync = true
$stdin.set_encoding(Encoding::UTF_8)
$stdin.each_line { |line| $stdout.puts JSON.generate(runner.answer(line)) unless line.strip.empty? }
