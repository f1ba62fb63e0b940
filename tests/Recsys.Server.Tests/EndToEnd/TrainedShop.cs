using Recsys.Models.Repository;
using Recsys.Server.Tests.Testing;
using Recsys.Storage;

namespace Recsys.Server.Tests.EndToEnd;

/// <summary>The sample shop's store and model, made once; every test serves from a copy.</summary>
public sealed class TrainedShop : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The published version.</summary>
    public string ModelVersion { get; private set; } = "";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await using var store = await RecsysStore.OpenAsync(
            new StorageOptions { Directory = _folder.Sub("data"), MemoryBytes = 16 << 20 });
        await SampleShop.FillAsync(store);
        ModelVersion = await SampleShop.TrainAsync(store, new ModelRepository(_folder.Sub("models")));
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    internal TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (string part in new[] { "data", "models" }) CopyAll(_folder.Sub(part), copy.Sub(part));
        return copy;
    }

    private static void CopyAll(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (string folder in Directory.EnumerateDirectories(from))
            CopyAll(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
