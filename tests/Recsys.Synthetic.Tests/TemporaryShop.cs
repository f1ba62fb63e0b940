namespace Recsys.Synthetic.Tests;

/// <summary>A small shop in a folder of its own, made once for all tests that only look at it.</summary>
public sealed class TemporaryShop : IAsyncLifetime
{
    internal static readonly SyntheticShape Small = new()
    {
        Products = 2_000, Customers = 300, Seed = 7, Dimension = 32,
    };

    internal string Root { get; } = Directory.CreateTempSubdirectory("recsys-synthetic-").FullName;

    internal SyntheticShop Shop { get; private set; } = null!;

    internal List<string> Stages { get; } = [];

    public async Task InitializeAsync()
    {
        var progress = new StageList(Stages);
        Shop = await SyntheticShop.OpenOrMakeAsync(Path.Combine(Root, "shop"), Small, progress: progress);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return Task.CompletedTask;
    }

    private sealed class StageList(List<string> stages) : IProgress<SyntheticProgress>
    {
        public void Report(SyntheticProgress value)
        {
            lock (stages)
                if (stages.LastOrDefault() != value.Stage) stages.Add(value.Stage);
        }
    }
}
