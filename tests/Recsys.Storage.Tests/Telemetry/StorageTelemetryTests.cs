using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Recsys.Storage.Telemetry;

namespace Recsys.Storage.Tests.Telemetry;

public class StorageTelemetryTests
{
    [Fact]
    public async Task AppendAsync_SomeListening_OutcomesAndCommitsAreCounted()
    {
        var seen = new ConcurrentBag<(string Instrument, double Value, string? Tag)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, target) =>
        {
            if (instrument.Meter.Name == StorageTelemetry.Name) target.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => seen.Add((instrument.Name, value, First(tags))));
        listener.SetMeasurementEventCallback<int>(
            (instrument, value, tags, _) => seen.Add((instrument.Name, value, First(tags))));
        listener.SetMeasurementEventCallback<double>(
            (instrument, value, tags, _) => seen.Add((instrument.Name, value, First(tags))));
        listener.Start();

        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await store.Products.CreateAsync(Samples.Product(0));
        // More than any other test appends at once: the meter is one for all stores of the process.
        var items = Enumerable.Range(0, 77_777).Select(i => Samples.Interaction(i)).ToList();
        items.AddRange(items.Take(11));
        await store.Interactions.AppendAsync(items);
        await store.CheckpointAsync();

        Assert.Contains(("recsys.storage.interactions", 77_777, "accepted"), seen);
        Assert.Contains(("recsys.storage.interactions", 11, "duplicate"), seen);
        Assert.Contains(("recsys.storage.commit.records", 77_777, null), seen);
        Assert.Contains(seen, entry => entry.Instrument == "recsys.storage.commit.duration" && entry.Value > 0);
        Assert.Contains(seen, entry => entry.Instrument == "recsys.storage.checkpoint.duration" && entry.Value > 0);
    }

    private static string? First(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        tags.Length > 0 ? (string?)tags[0].Value : null;
}
