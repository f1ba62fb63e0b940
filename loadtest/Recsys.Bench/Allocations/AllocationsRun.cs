using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Recsys.Standard.Health;
using Recsys.V1;

namespace Recsys.Bench.Allocations;

/// <summary>
/// Measures what a call makes the server allocate, and its processor time. The server must be in this process, where
/// every allocation is counted exactly; the client allocates nothing, and nothing else should run beside it.
/// </summary>
/// <param name="address">Where the server listens: an address of http with an IP address for its host.</param>
/// <param name="customers">Ids of customers that are recommended to, in turn.</param>
/// <param name="products">Ids of products that are asked for, in turn.</param>
/// <param name="options">What to measure.</param>
/// <param name="progress">Told after each kind of call.</param>
public sealed class AllocationsRun(
    Uri address, IReadOnlyList<string> customers, IReadOnlyList<string> products, AllocationsOptions options,
    IProgress<BenchStep> progress)
{
    private const int PageSize = 10;

    // The calls are counted in rounds, and the middle round is told: code that is still being compiled, or work that
    // the runtime and the server do now and then, falls into a few of them and is no call's.
    private const int Rounds = 20;

    /// <summary>Makes all calls, on the calling thread.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="BenchException">A call failed; the message says which.</exception>
    public AllocationsReport Run(CancellationToken cancellation)
    {
        options.Validate();
        if (customers.Count == 0 || products.Count == 0)
            throw new BenchException("The store has no products or no customers: import some first.");
        using var connection = new QuietConnection(address);
        var kinds = Kinds().ToArray();
        var results = new AllocationResult[kinds.Length];
        for (int i = 0; i < kinds.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            results[i] = Measure(connection, kinds[i]);
            progress.Report(new BenchStep("calls", (i + 1.0) / kinds.Length));
        }
        return new AllocationsReport(options.Calls, results);
    }

    private IEnumerable<Kind> Kinds()
    {
        yield return new Kind("Health.Check", 0, "/grpc.health.v1.Health/Check",
            [new HealthCheckRequest().ToByteArray()]);
        yield return new Kind("GetProduct", 0, "/recsys.v1.ProductService/GetProduct",
            [.. products.Select(id => new GetProductRequest { ProductId = id }.ToByteArray())]);
        foreach (int count in options.Candidates)
        {
            yield return new Kind("RecommendForUser", count, "/recsys.v1.RecommendationService/RecommendForUser",
                [.. customers.Select(id => new RecommendForUserRequest
                {
                    CustomerId = id, PageSize = PageSize, CandidateCount = count,
                }.ToByteArray())]);
        }
        foreach (int count in options.Candidates)
        {
            yield return new Kind("SimilarProducts", count, "/recsys.v1.RecommendationService/SimilarProducts",
                [.. products.Select(id => new SimilarProductsRequest
                {
                    ProductId = id, PageSize = PageSize, CandidateCount = count,
                }.ToByteArray())]);
        }
    }

    private AllocationResult Measure(QuietConnection connection, Kind kind)
    {
        byte[] headers = QuietConnection.HeadersOf(kind.Path);
        Call(connection, headers, kind, 0, options.WarmUpCalls);
        var bytes = new double[Rounds];
        long answered = 0;
        double used = ServerSeconds();
        for (int i = 0; i < Rounds; i++)
        {
            int first = options.Calls * i / Rounds, end = options.Calls * (i + 1) / Rounds;
            long before = ServerBytes();
            answered += Call(connection, headers, kind, first, end);
            bytes[i] = (double)(ServerBytes() - before) / (end - first);
        }
        used = ServerSeconds() - used;
        Array.Sort(bytes);
        return new AllocationResult(
            kind.Call, kind.Candidates, (bytes[(Rounds - 1) / 2] + bytes[Rounds / 2]) / 2,
            used * 1e6 / options.Calls, (double)answered / options.Calls);
    }

    private static long Call(QuietConnection connection, byte[] headers, Kind kind, int first, int end)
    {
        long answered = 0;
        for (int i = first; i < end; i++)
        {
            int bytes = connection.Call(headers, kind.Messages[i % kind.Messages.Length]);
            // The health check's answer is the only one that may be as short as this, and it is not empty either.
            if (bytes == 0) throw new BenchException($"A call of {kind.Call} failed.");
            answered += bytes;
        }
        return answered;
    }

    private static long ServerBytes() =>
        GC.GetTotalAllocatedBytes(precise: true) - GC.GetAllocatedBytesForCurrentThread();

    private static double ServerSeconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds - ThisThreadsSeconds();
    }

    // The first number is the time on a processor in nanoseconds. Where there is no /proc the client counts as well.
    private static double ThisThreadsSeconds()
    {
        const string file = "/proc/thread-self/schedstat";
        if (!File.Exists(file)) return 0;
        string text = File.ReadAllText(file);
        return double.Parse(text.AsSpan(0, text.IndexOf(' ')), CultureInfo.InvariantCulture) / 1e9;
    }

    private sealed record Kind(string Call, int Candidates, string Path, byte[][] Messages);
}
