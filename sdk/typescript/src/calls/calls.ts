import { MethodOptions_IdempotencyLevel as Idempotency } from "@bufbuild/protobuf/wkt";
import type {
  DescMessage, DescMethod, DescMethodStreaming, DescMethodUnary, DescService, MessageInitShape,
} from "@bufbuild/protobuf";
import {
  createClient, type CallOptions, type Client, type ContextValues, type StreamResponse, type Transport,
  type UnaryResponse,
} from "@connectrpc/connect";
import { type Clock, wait } from "../clock.js";
import { asRecsysError, type ConnectionFailure, RecsysError } from "../errors.js";
import { Scope } from "./scope.js";

/** How calls are made. */
export interface CallRules {
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
  readonly maxAttempts: number;
  readonly clock: Clock;
  readonly connectionFailure: ConnectionFailure;
}

/**
 * Whether a call may be repeated: unary ones that the contract itself marks with an idempotency level. Anything else
 * might be done twice.
 */
export function isSafe(method: DescMethod): boolean {
  return method.methodKind === "unary" && method.idempotency !== Idempotency.IDEMPOTENCY_UNKNOWN;
}

/** Makes calls over a transport: with the key, a deadline, repeats where they are safe, and typed errors. */
export class Calls implements Transport {
  readonly #transport: Transport;
  readonly #rules: CallRules;
  readonly #scope: Scope;

  constructor(transport: Transport, rules: CallRules, scope: Scope) {
    this.#transport = transport;
    this.#rules = rules;
    this.#scope = scope;
  }

  /** The methods of a service. */
  clientOf<S extends DescService>(service: S): Client<S> {
    const client = createClient(service, this) as Record<string, unknown>;
    for (const method of service.methods) {
      if (method.methodKind !== "server_streaming" && method.methodKind !== "bidi_streaming") continue;
      const call = client[method.localName] as StreamingCall;
      client[method.localName] = (input: unknown, options?: CallOptions) => this.#endWithLoop(call, input, options);
    }
    return client as Client<S>;
  }

  async unary<I extends DescMessage, O extends DescMessage>(
    method: DescMethodUnary<I, O>, signal: AbortSignal | undefined, timeoutMs: number | undefined,
    header: HeadersInit | undefined, input: MessageInitShape<I>, contextValues?: ContextValues,
  ): Promise<UnaryResponse<I, O>> {
    const { clock } = this.#rules;
    const limit = timeoutMs ?? this.#rules.timeoutMs;
    const deadline = limit > 0 ? clock.now() + limit : Infinity;
    const headers = this.#complete(header);
    const { call, end } = this.#scope.begin(signal);
    try {
      for (let attempt = 1; ; attempt++) {
        const left = deadline - clock.now();
        if (left <= 0) throw new RecsysError("DEADLINE_EXCEEDED", "The call's deadline passed.");
        try {
          const leftMs = left === Infinity ? 0 : Math.ceil(left);
          return await this.#transport.unary(method, call.signal, leftMs, headers, input, contextValues);
        } catch (failure) {
          const error = this.#asError(failure);
          const delay = this.#delayOf(error, method, attempt);
          if (delay === undefined || clock.now() + delay >= deadline) throw error;
          await wait(clock, delay, call.signal);
        }
      }
    } catch (failure) {
      throw this.#asError(failure);
    } finally {
      end();
    }
  }

  stream<I extends DescMessage, O extends DescMessage>(
    method: DescMethodStreaming<I, O>, signal: AbortSignal | undefined, timeoutMs: number | undefined,
    header: HeadersInit | undefined, input: AsyncIterable<MessageInitShape<I>>, contextValues?: ContextValues,
  ): Promise<StreamResponse<I, O>> {
    const begun = this.#begin(method, signal, timeoutMs, header, input, contextValues);
    // Who never reads the answers has not asked why there are none.
    begun.catch(() => {});
    return begun;
  }

  async #begin<I extends DescMessage, O extends DescMessage>(
    method: DescMethodStreaming<I, O>, signal: AbortSignal | undefined, timeoutMs: number | undefined,
    header: HeadersInit | undefined, input: AsyncIterable<MessageInitShape<I>>, contextValues?: ContextValues,
  ): Promise<StreamResponse<I, O>> {
    const { call, end } = this.#scope.begin(signal);
    try {
      const response = await this.#transport.stream(
        method, call.signal, timeoutMs ?? 0, this.#complete(header), input, contextValues);
      return { ...response, message: this.#readAll(response.message, end) };
    } catch (failure) {
      end();
      throw this.#asError(failure);
    }
  }

  async *#readAll<T>(messages: AsyncIterable<T>, end: () => void): AsyncIterable<T> {
    try {
      yield* messages;
    } catch (failure) {
      throw this.#asError(failure);
    } finally {
      end();
    }
  }

  // A loop that is left early ends its call.
  #endWithLoop(call: StreamingCall, input: unknown, options: CallOptions = {}): AsyncIterable<unknown> {
    const { call: own, end } = new Scope().begin(options.signal);
    const answers = call(input, { ...options, signal: own.signal })[Symbol.asyncIterator]();
    const left = async (): Promise<IteratorResult<unknown>> => {
      own.abort();
      end();
      return { done: true, value: undefined };
    };
    return { [Symbol.asyncIterator]: () => ({ next: () => answers.next(), return: left }) };
  }

  #asError(failure: unknown): RecsysError {
    return asRecsysError(failure, this.#rules.connectionFailure);
  }

  #complete(header: HeadersInit | undefined): Headers {
    const headers = new Headers(header);
    const { apiKey } = this.#rules;
    if (apiKey !== undefined && !headers.has("authorization")) headers.set("authorization", `Bearer ${apiKey}`);
    return headers;
  }

  /** How long to wait before the next attempt; undefined where there is none. */
  #delayOf(error: RecsysError, method: DescMethod, attempt: number): number | undefined {
    const { maxAttempts, clock } = this.#rules;
    if (error.code !== "UNAVAILABLE" || attempt >= maxAttempts || !isSafe(method)) return undefined;
    return error.retryDelayMs ?? 100 * 2 ** (attempt - 1) * (0.8 + 0.4 * clock.random());
  }
}

type StreamingCall = (input: unknown, options: CallOptions) => AsyncIterable<unknown>;
