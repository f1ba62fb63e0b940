import type { DescService, MessageInitShape } from "@bufbuild/protobuf";
import type { CallOptions, Client, Transport } from "@connectrpc/connect";
import { Calls, type CallRules } from "./calls/calls.js";
import { Scope } from "./calls/scope.js";
import { systemClock, type Clock } from "./clock.js";
import type { ConnectionFailure } from "./errors.js";
import { Health } from "./gen/grpc/health/v1/health_pb.js";
import { CustomerService } from "./gen/recsys/v1/customer_service_pb.js";
import { InteractionService, type WriteInteractionsResponse } from "./gen/recsys/v1/interaction_service_pb.js";
import { ModelService } from "./gen/recsys/v1/model_service_pb.js";
import { OperationsService } from "./gen/recsys/v1/operations_service_pb.js";
import { ProductService } from "./gen/recsys/v1/product_service_pb.js";
import {
  type RecommendForUserRequestSchema, type RecommendForUserResponse, RecommendationService,
  type SimilarProductsRequestSchema, type SimilarProductsResponse,
} from "./gen/recsys/v1/recommendation_service_pb.js";
import type { InteractionStream } from "./ingestion/interaction-stream.js";
import type { InteractionStreamOptions } from "./ingestion/options.js";
import { complete, type InteractionInit } from "./interactions.js";
import { checkRange, type ClientOptions } from "./options.js";

/** What differs between Node and browsers. */
export interface Platform {
  /** Takes calls to the server. */
  readonly transport: Transport;
  readonly connectionFailure: ConnectionFailure;
  /**
   * Opens a stream.
   * @param callsOver Makes single-attempt calls over a transport.
   */
  openStream(
    options: InteractionStreamOptions, callsOver: (transport: Transport) => Calls, clock: Clock,
  ): InteractionStream;
  /** Closes the connection. */
  close(): void;
}

/**
 * A connection to a recommendation server. Make one for each server with {@link connect} and keep it: it opens its
 * connection with the first call and reconnects by itself.
 *
 * Every unary call has a deadline (`timeoutMs` of the client unless the call names its own). Calls that the contract
 * marks as safe to repeat are repeated while the server is unavailable. Every failure is thrown as a
 * {@link RecsysError}; a call whose `signal` is aborted ends with CANCELLED.
 */
export class RecsysClient {
  /** Products for a customer or visitor, and products similar to one. */
  readonly recommendations: Client<typeof RecommendationService>;
  /** Telling the server what customers and visitors did. */
  readonly interactions: Client<typeof InteractionService>;
  /** Keeping the catalogue. */
  readonly products: Client<typeof ProductService>;
  /** Keeping customer records. */
  readonly customers: Client<typeof CustomerService>;
  /** Model versions and training. */
  readonly models: Client<typeof ModelService>;
  /** What the server does now, and what was held out of its data. */
  readonly operations: Client<typeof OperationsService>;
  /** Whether the server, or one of its services, serves. */
  readonly health: Client<typeof Health>;

  readonly #platform: Platform;
  readonly #rules: CallRules;
  readonly #scope = new Scope();
  readonly #calls: Calls;

  /** For this package; {@link connect} makes one. */
  constructor(platform: Platform, options: ClientOptions) {
    const { apiKey, timeoutMs = 5_000, maxAttempts = 3, clock = systemClock } = options;
    checkRange("timeoutMs", timeoutMs, 1, 86_400_000);
    checkRange("maxAttempts", maxAttempts, 1, 5);
    if (apiKey !== undefined && !/^[!-~]{1,4096}$/.test(apiKey))
      throw new RangeError("apiKey must be 1–4096 visible ASCII characters.");
    this.#platform = platform;
    this.#rules = { apiKey, timeoutMs, maxAttempts, clock, connectionFailure: platform.connectionFailure };
    this.#calls = new Calls(platform.transport, this.#rules, this.#scope);
    this.recommendations = this.service(RecommendationService);
    this.interactions = this.service(InteractionService);
    this.products = this.service(ProductService);
    this.customers = this.service(CustomerService);
    this.models = this.service(ModelService);
    this.operations = this.service(OperationsService);
    this.health = this.service(Health);
  }

  /** The methods of any service that the server has, called as those of this client are. */
  service<S extends DescService>(service: S): Client<S> {
    return this.#calls.clientOf(service);
  }

  /** Products for a customer, an anonymous session, or both together. */
  recommend(
    request: MessageInitShape<typeof RecommendForUserRequestSchema>, options?: CallOptions,
  ): Promise<RecommendForUserResponse> {
    return this.recommendations.recommendForUser(request, options);
  }

  /** Products similar to one product, personal where a customer or session is named as well. */
  similar(
    request: MessageInitShape<typeof SimilarProductsRequestSchema>, options?: CallOptions,
  ): Promise<SimilarProductsResponse> {
    return this.recommendations.similarProducts(request, options);
  }

  /**
   * Writes 1–1,000 interactions; each gets an id (a UUID of version 7) and the time where it has none. They are durable
   * when it answers; what was rejected, and why, is in the answer.
   */
  async write(interactions: readonly InteractionInit[], options?: CallOptions): Promise<WriteInteractionsResponse> {
    const whole = interactions.map((interaction) => complete(interaction, this.#rules.clock));
    return this.interactions.writeInteractions({ interactions: whole }, options);
  }

  /**
   * Opens a stream that batches interactions, sends them again after a broken connection and tells when they are
   * durable. Keep it open, and close it before the client; nothing is sent before the first interaction is added.
   * @throws RangeError An option is out of its range.
   */
  openInteractionStream(options: InteractionStreamOptions = {}): InteractionStream {
    const rules: CallRules = { ...this.#rules, maxAttempts: 1 };
    const callsOver = (transport: Transport) => new Calls(transport, rules, this.#scope);
    return this.#platform.openStream(options, callsOver, this.#rules.clock);
  }

  /** Closes the connection; calls under way end with CANCELLED. */
  close(): void {
    this.#scope.close();
    this.#platform.close();
  }

  /** Closes it, see {@link close}: for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }
}
