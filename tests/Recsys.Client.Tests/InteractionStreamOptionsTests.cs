using Recsys.Client.Ingestion;

namespace Recsys.Client.Tests;

public class InteractionStreamOptionsTests
{
    public static TheoryData<string, InteractionStreamOptions> Wrong => new()
    {
        { "BatchSize", new() { BatchSize = 0 } },
        { "BatchSize", new() { BatchSize = 10_001 } },
        { "BatchBytes", new() { BatchBytes = 1 } },
        { "BufferSize", new() { BufferSize = 0 } },
        { "Linger", new() { Linger = TimeSpan.FromSeconds(-1) } },
        { "FirstRetryDelay", new() { FirstRetryDelay = TimeSpan.Zero } },
        { "MostRetryDelay", new() { MostRetryDelay = TimeSpan.FromHours(1) } },
        { "GiveUpAfter", new() { GiveUpAfter = TimeSpan.FromDays(2) } },
        { "CloseTimeout", new() { CloseTimeout = TimeSpan.FromSeconds(-1) } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void OpenInteractionStream_WrongOption_IsNamed(string option, InteractionStreamOptions options)
    {
        using var client = RecsysClient.Connect("http://127.0.0.1:1");
        var error = Assert.Throws<ArgumentException>(() => client.OpenInteractionStream(options));
        Assert.Contains($".{option} ", error.Message, StringComparison.Ordinal);
    }
}
