using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Recsys.V1;

namespace Recsys.Client.Tests;

public sealed class ServiceCollectionTests
{
    [Fact]
    public async Task AddRecsysClient_GivesOneClientThatCalls()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var services = new ServiceCollection()
            .AddRecsysClient(options => options.Address = server.Address)
            .Configure(options => options.ApiKey = "k-123")
            .Services.BuildServiceProvider();

        var client = services.GetRequiredService<RecsysClient>();
        await client.Recommendations.RecommendForUserAsync(new RecommendForUserRequest { CustomerId = "17850" });

        Assert.Same(client, services.GetRequiredService<RecsysClient>());
        Assert.True(server.Calls.TryDequeue(out var call));
        Assert.Equal("Bearer k-123", call.Headers.GetValue("authorization"));
    }

    [Theory]
    [InlineData(null, null, "Address is missing")]
    [InlineData("localhost", null, "'localhost'")]
    [InlineData("https://localhost", "no-such-file.pem", "RootCertificatesFile")]
    public void Start_WithWrongOptions_SaysWhichOne(string? address, string? roots, string said)
    {
        using var services = new ServiceCollection()
            .AddRecsysClient(options => (options.Address, options.RootCertificatesFile) = (address, roots))
            .Services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(
            services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddRecsysClient_Twice_ChecksOnce()
    {
        var services = new ServiceCollection();
        services.AddRecsysClient(options => options.Address = "http://localhost");
        services.AddRecsysClient(options => options.MaxAttempts = 1);

        Assert.Single(services, service => service.ServiceType == typeof(RecsysClient));
        Assert.Single(services, service => service.ServiceType == typeof(IValidateOptions<RecsysClientOptions>)
            && service.ImplementationType == typeof(RecsysClientOptionsValidator));
    }
}
