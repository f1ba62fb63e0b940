using System.CommandLine;
using System.Diagnostics;
using Recsys.Bench.Processes;
using Recsys.Cli.Commands.LoadTest;
using Recsys.Cli.Terminal;
using Recsys.LoadTest;
using Recsys.LoadTest.Targets;
using Recsys.Synthetic;

namespace Recsys.Cli.Commands.Bench.Growth;

/// <summary>Goes through sizes: 1. make the shop, 2. serve it, 3. load it, 4. note what it took.</summary>
internal sealed class GrowthRun(SyntheticArguments synthetic, ParseResult parsed)
{
    private const int MostSizes = 10;

    public required int Candidates { get; init; }

    public required int Cores { get; init; }

    public required TimeSpan Length { get; init; }

    public required string Target { get; init; }

    /// <summary>Measures all sizes.</summary>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public async Task<GrowthReport> RunAsync(string sizes, CancellationToken cancellation)
    {
        CorePinning.Check(Cores, Environment.ProcessorCount);
        var shapes = ShapesOf(sizes);
        foreach (var shape in shapes) OptionsFor(shape).Checked();
        var points = new List<GrowthPoint>();
        foreach (var shape in shapes) points.Add(await MeasureAsync(shape, cancellation));
        return new GrowthReport(Candidates, Cores, Target, points);
    }

    private SyntheticShape[] ShapesOf(string sizes)
    {
        string[] texts = sizes.Split(',', StringSplitOptions.TrimEntries);
        if (texts.Length > MostSizes) throw new ArgumentException($"--products names at most {MostSizes} sizes.");
        return [.. texts.Select(text => SyntheticArguments.TryNumber(text, out int products)
            ? synthetic.ShapeOf(parsed, products, SyntheticArguments.CustomersFor(products))
            : throw new ArgumentException($"--products is a list of numbers such as 50000,500000, not '{sizes}'."))];
    }

    private async Task<GrowthPoint> MeasureAsync(SyntheticShape shape, CancellationToken cancellation)
    {
        string folder = parsed.GetValue(synthetic.Folder) is { } all
            ? Path.Combine(all.FullName, shape.Name)
            : synthetic.FolderOf(parsed, shape);
        bool there = Directory.Exists(folder);
        long began = Stopwatch.GetTimestamp();
        var shop = await SyntheticArguments.OpenOrMakeAsync(folder, shape, cancellation);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await using var server = await ShopServer.StartAsync(shop, Cores, cancellation);
        long ready = server.Process.Usage.ResidentBytes;
        var report = await ServerLoadTest.RunAsync(
            server.Process.Address, new LoadAccess(), OptionsFor(shape), progress: null, cancellation);
        var half = report.Steps.LastOrDefault(step => step.Kind == StepKinds.Sweep)
            ?? throw new CommandException(
                $"{shape.Name}: nothing was measured. {report.Searches.LastOrDefault()?.Decision} "
                + "--find-rate names what has to hold.");
        var usage = server.Process.Usage;
        Say.Line($"  {shape.Products} products: highest rate {report.Searches[0].RatePerSecond:0.#}/s, at half of it "
            + $"p50 {half.ServerTotal?.Time.P50Us / 1000:0.000} ms on the server");
        return new GrowthPoint
        {
            Products = shape.Products,
            Customers = shape.Customers,
            MakingSeconds = there ? null : seconds,
            DiskBytes = BenchFolder.BytesOf(folder),
            ReadySeconds = server.Process.StartTime.TotalSeconds,
            ReadyBytes = ready,
            LoadedBytes = usage.ResidentBytes,
            PeakBytes = usage.PeakResidentBytes,
            HighestRate = report.Searches[0].RatePerSecond,
            HalfLoad = half,
        };
    }

    private LoadTestOptions OptionsFor(SyntheticShape shape) => new()
    {
        Customers = ShopLoadTest.Customers(shape),
        CandidateCounts = [Candidates],
        FindRate = RateTarget.Parse(Target),
        Duration = Length,
    };
}
