using Google.Protobuf;
using Grpc.Core;
using Recsys.Examples;
using Recsys.Standard.Rpc;
using Recsys.V1;

namespace Recsys.Client.Tests;

/// <summary>The SDK's examples: against the server that RECSYS_ADDRESS names, or a scripted one without it.</summary>
public sealed class ExampleTests
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("RECSYS_ADDRESS");

    [Fact]
    public async Task RecommendAndIngest_PrintsTitles()
    {
        string told = await RunAsync(RecommendAndIngest.RunAsync);

        int lines = told.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        Assert.Equal(Server is null ? 1 : 5, lines);
    }

    [Fact]
    public async Task HandleErrors_TellsWhatIsWrong()
    {
        var gone = new ErrorInfo { Reason = ErrorReasons.ProductNotFound, Domain = ErrorReasons.Domain };
        gone.Metadata["product_id"] = "no-such-product";
        var bad = new BadRequest();
        bad.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = "page_size", Description = "is 9999." });

        string told = await RunAsync(
            HandleErrors.RunAsync, (StatusCode.NotFound, gone), (StatusCode.InvalidArgument, bad));

        Assert.Contains("There is no product no-such-product.", told, StringComparison.Ordinal);
        Assert.Contains("page_size is 9999", told, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(
        Func<string, TextWriter, Task> example, params (StatusCode Code, IMessage Detail)[] failures)
    {
        using var console = new StringWriter { NewLine = "\n" };
        if (Server is not null)
        {
            await example(Server, console);
            return console.ToString();
        }
        await using var server = await ScriptedServer.StartAsync();
        foreach (var (code, detail) in failures) server.Failures.Enqueue(Failure.Of(code, "No.", detail));
        await example(server.Address, console);
        return console.ToString();
    }
}
