using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Recsys.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes a <see cref="RecsysClient"/> known to an application's services.</summary>
public static class RecsysServiceCollectionExtensions
{
    /// <summary>
    /// Adds one <see cref="RecsysClient"/> for the whole application. Its options are checked when the host starts, or
    /// with the first use where there is no host.
    /// <code>
    /// builder.Services.AddRecsysClient(options => options.Address = "https://recs.example.com");
    /// builder.Services.AddRecsysClient().BindConfiguration("Recsys");
    /// </code>
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets options, <see cref="RecsysClientOptions.Address"/> at least; may be null where they
    /// are set by what is returned.</param>
    /// <returns>The options, to bind them to configuration or to set them from other services.</returns>
    public static OptionsBuilder<RecsysClientOptions> AddRecsysClient(
        this IServiceCollection services, Action<RecsysClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<RecsysClientOptions>, RecsysClientOptionsValidator>());
        services.TryAddSingleton(provider =>
            RecsysClient.Connect(provider.GetRequiredService<IOptions<RecsysClientOptions>>().Value));
        var options = services.AddOptions<RecsysClientOptions>().ValidateOnStart();
        return configure is null ? options : options.Configure(configure);
    }
}
