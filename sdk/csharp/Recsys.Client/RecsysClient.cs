using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Recsys.Client.Calls;
using Recsys.Client.Ingestion;
using Recsys.V1;

namespace Recsys.Client;

/// <summary>
/// A connection to a recommendation server. Make one for each server and keep it: it is safe for any number of threads,
/// opens its connection with the first call and reconnects by itself.
/// <code>
/// using var client = RecsysClient.Connect("http://127.0.0.1:5080");
/// var answer = await client.Recommendations.RecommendForUserAsync(
///     new RecommendForUserRequest { CustomerId = "17850", PageSize = 10, IncludeProducts = true });
/// foreach (var item in answer.Recommendations) Console.WriteLine($"{item.Score:F3} {item.Product.Title}");
/// </code>
/// </summary>
/// <remarks>
/// Every call has a deadline (<see cref="RecsysClientOptions.Timeout"/> unless the call names its own; streams have
/// none). Calls that the contract marks as safe to repeat are repeated while the server is unavailable. Every failure
/// is thrown as a <see cref="RecsysException"/>.
/// </remarks>
public sealed class RecsysClient : IDisposable
{
    /// <summary>
    /// Name of the activity source that every call's span comes from. Traces are handed on to the server in W3C's form,
    /// whether anybody listens or not.
    /// </summary>
    public const string ActivitySourceName = "Recsys.Client";

    private readonly GrpcChannel _channel;
    private readonly TimeProvider _time;

    private RecsysClient(GrpcChannel channel, CallInvoker calls, TimeProvider time)
    {
        (_channel, _time) = (channel, time);
        Calls = calls;
        Recommendations = new RecommendationService.RecommendationServiceClient(calls);
        Interactions = new InteractionService.InteractionServiceClient(calls);
        Products = new ProductService.ProductServiceClient(calls);
        Customers = new CustomerService.CustomerServiceClient(calls);
        Models = new ModelService.ModelServiceClient(calls);
        Operations = new OperationsService.OperationsServiceClient(calls);
    }

    /// <summary>Products for a customer or visitor, and products similar to one.</summary>
    public RecommendationService.RecommendationServiceClient Recommendations { get; }

    /// <summary>Telling the server what customers and visitors did.</summary>
    public InteractionService.InteractionServiceClient Interactions { get; }

    /// <summary>Keeping the catalogue.</summary>
    public ProductService.ProductServiceClient Products { get; }

    /// <summary>Keeping customer records.</summary>
    public CustomerService.CustomerServiceClient Customers { get; }

    /// <summary>Model versions and training.</summary>
    public ModelService.ModelServiceClient Models { get; }

    /// <summary>How the server does: its load, its store, its freshness.</summary>
    public OperationsService.OperationsServiceClient Operations { get; }

    /// <summary>
    /// What all of the above call through: for services beside the contract, such as
    /// <c>new Health.HealthClient(client.Calls)</c>.
    /// </summary>
    public CallInvoker Calls { get; }

    /// <summary>
    /// Opens a stream that batches interactions, sends them again after a broken connection and tells when they are
    /// durable. Keep it open; nothing is sent before the first interaction is added.
    /// </summary>
    /// <param name="options">How it batches, waits and tries again; null takes the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public InteractionStream OpenInteractionStream(InteractionStreamOptions? options = null)
    {
        options ??= new InteractionStreamOptions();
        options.Validate();
        return new InteractionStream(Interactions, options, _time);
    }

    /// <summary>Makes a client for a server. Nothing is sent until the first call.</summary>
    /// <param name="address">
    /// The server, for example <c>http://127.0.0.1:5080</c>, or <c>https://recs.example.com</c> for one with TLS.
    /// </param>
    /// <param name="options">Deadline, retries, key and limits; null takes the defaults.</param>
    /// <exception cref="ArgumentException">The address is not an http or https address, or an option is out of
    /// range.</exception>
    public static RecsysClient Connect(string address, RecsysClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            throw new ArgumentException(
                $"'{address}' is no address; write it like http://127.0.0.1:5080.", nameof(address));
        }
        return Connect(uri, options);
    }

    /// <inheritdoc cref="Connect(string, RecsysClientOptions?)"/>
    public static RecsysClient Connect(Uri address, RecsysClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"'{address}' is neither http:// nor https://.", nameof(address));
        options = options is null ? new RecsysClientOptions() : options with { };
        options.Validate();

        var channel = GrpcChannel.ForAddress(address, ChannelSettings.From(options));
        var calls = channel.Intercept(
            new OutcomeInterceptor(address), new DefaultsInterceptor(options),
            new RetryInterceptor(options.MaxAttempts, options.Time));
        return new RecsysClient(channel, calls, options.Time);
    }

    /// <summary>Makes a client for the server at <see cref="RecsysClientOptions.Address"/>.</summary>
    /// <param name="options">The address, deadline, retries, key and limits.</param>
    /// <exception cref="ArgumentException">The address is missing or no http or https address, or an option is out of
    /// range.</exception>
    public static RecsysClient Connect(RecsysClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Connect(options.Address ?? throw new ArgumentException(
            $"{nameof(RecsysClientOptions)}.{nameof(options.Address)} is missing; "
            + "write it like http://127.0.0.1:5080."), options);
    }

    /// <summary>Closes the connection; calls under way end with CANCELLED.</summary>
    public void Dispose() => _channel.Dispose();
}
