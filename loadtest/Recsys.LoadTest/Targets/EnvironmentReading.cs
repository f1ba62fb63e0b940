using System.Runtime.InteropServices;
using Recsys.V1;

namespace Recsys.LoadTest.Targets;

/// <summary>Reads what belongs beside a load test's figures.</summary>
internal static class EnvironmentReading
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>
    /// Asks the server, and looks at this machine. A server that tells nothing leaves its part empty.
    /// </summary>
    public static async Task<LoadEnvironment> ReadAsync(
        OperationsService.OperationsServiceClient client, CancellationToken cancellation)
    {
        var here = new LoadEnvironment
        {
            GeneratorProcessor = ProcessorName(),
            GeneratorProcessorCount = Environment.ProcessorCount,
            GeneratorSystem = RuntimeInformation.OSDescription,
            GeneratorRuntime = RuntimeInformation.FrameworkDescription,
        };
        try
        {
            using var call = client.GetServerStatusAsync(
                new GetServerStatusRequest(), cancellationToken: cancellation);
            var response = await call.ResponseAsync.ConfigureAwait(false);
            return response.Status is { } status ? With(here, status) : here;
        }
        catch (Grpc.Core.RpcException)
        {
            // A host may keep its status to itself; the load is measured all the same.
            return here;
        }
    }

    private static LoadEnvironment With(LoadEnvironment here, ServerStatus status) => here with
    {
        ServerVersion = Text(status.ServerVersion),
        ServerProcessorCount = status.Memory?.ProcessorCount,
        ServerResidentBytes = status.Memory?.ResidentBytes,
        ModelVersion = Text(status.LiveModel?.Version),
        ProductCount = status.Store?.ProductCount,
        IndexedProductCount = status.LiveModel?.IndexedProductCount,
        CustomerCount = status.Store?.CustomerCount,
        IndexRecall = status.LiveModel is { HasIndexRecall: true } live ? live.IndexRecall : null,
    };

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? ProcessorName()
    {
        if (!File.Exists(ProcessorFile)) return null;
        string? line = File.ReadLines(ProcessorFile)
            .FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':') + 1)..].Trim();
    }
}
