namespace Recsys.Server.Tests;

public sealed class ServerOptionsTests
{
    private static readonly ServerOptions Right = new() { DataDirectory = "data", ModelsDirectory = "models" };

    public static TheoryData<string, ServerOptions> Wrong => new()
    {
        { "Address", Right with { Address = new Uri("ftp://127.0.0.1:5080") } },
        { "CertificateFile", Right with { Address = new Uri("https://127.0.0.1:5080") } },
        { "CertificateFile", Right with { CertificateFile = "server.pem" } },
        { "CertificateKeyFile", Right with { CertificateKeyFile = "key.pem" } },
        { "Address", Right with { Address = new Uri("http://shop.example:5080") } },
        { "Address", Right with { Address = new Uri("http://127.0.0.1:5080/path") } },
        { "Address", Right with { Address = new Uri("relative", UriKind.Relative) } },
        { "DataDirectory", Right with { DataDirectory = " " } },
        { "ModelsDirectory", Right with { ModelsDirectory = "" } },
        { "StoreMemoryBytes", Right with { StoreMemoryBytes = 1 } },
        { "RecallAlarm", Right with { RecallAlarm = 1.5 } },
        { "CheckpointEveryBytes", Right with { CheckpointEveryBytes = 1 << 10 } },
        { "MaxReceiveMessageBytes", Right with { MaxReceiveMessageBytes = 100 << 20 } },
        { "MaxConnections", Right with { MaxConnections = 0 } },
        { "MaxStreamsPerConnection", Right with { MaxStreamsPerConnection = -1 } },
        { "MaxConcurrentCalls", Right with { MaxConcurrentCalls = 0 } },
        { "MaxComputedAtOnce", Right with { MaxComputedAtOnce = 0 } },
        { "MaxIngestStreams", Right with { MaxIngestStreams = 0 } },
        { "MaxIngestBytes", Right with { MaxIngestBytes = 1 } },
        { "AcknowledgementTimeout", Right with { AcknowledgementTimeout = TimeSpan.Zero } },
        { "DefaultDeadline", Right with { DefaultDeadline = TimeSpan.Zero } },
        { "KeepAlivePingDelay", Right with { KeepAlivePingDelay = TimeSpan.Zero } },
        { "ModelPollInterval", Right with { ModelPollInterval = TimeSpan.FromDays(1) } },
        { "DrainDelay", Right with { DrainDelay = TimeSpan.FromSeconds(-1) } },
        { "ShutdownTimeout", Right with { ShutdownTimeout = TimeSpan.FromHours(1) } },
        { "TrainingTimeLimit", Right with { TrainingTimeLimit = TimeSpan.FromSeconds(1) } },
        { "OtlpEndpoint", Right with { OtlpEndpoint = new Uri("ftp://127.0.0.1") } },
        { "ApiKey", Right with { ApiKey = "too short" } },
        { "ApiKey", Right with { ApiKey = "0123456789 abcdef" } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongOption_IsNamed(string option, ServerOptions options)
    {
        var error = Assert.Throws<ArgumentException>(options.Validate);
        Assert.Equal(option, error.ParamName);
        Assert.Contains(option, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://localhost:1")]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::1]:5080/")]
    public void Validate_ListenableAddress_Passes(string address) =>
        (Right with { Address = new Uri(address) }).Validate();
}
