using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Recsys.Models.Repository;
using Recsys.Native;
using Recsys.Pipeline;

namespace Recsys.Server.Models;

/// <summary>
/// Keeps the snapshot in step with the model repository: takes up whatever version becomes current, and stays with the
/// one it has when that one cannot be used.
/// </summary>
internal sealed class LiveModel(
    ModelRepository repository, SnapshotHolder snapshots, SnapshotFactory factory, PipelineWarmUp warmUp,
    TimeProvider time, ILogger<LiveModel> logger)
{
    private readonly SemaphoreSlim _one = new(1, 1);

    // What CURRENT named when it was last looked at: a version that was refused is not tried again and again.
    private string? _considered;

    /// <summary>Version of the live snapshot, or null.</summary>
    public string? Version => snapshots.LiveVersion;

    /// <summary>When the live version became live here; null before the first.</summary>
    public DateTimeOffset? LiveSince { get; private set; }

    /// <summary>Called with the version after each change.</summary>
    public Action<string>? Changed { get; set; }

    /// <summary>Takes the current version up when it is not the live one.</summary>
    /// <returns>Whether the live version changed.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            string? current = repository.Current;
            bool nothingNew = current == _considered || current == snapshots.LiveVersion;
            if (nothingNew && (current is not null || snapshots.LiveVersion is not null)) return false;
            _considered = current;
            // Reading and loading take up to seconds, and callers may be on a thread that others wait for.
            return await Task.Run(() => TakeUpAsync(cancellation), cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<bool> TakeUpAsync(CancellationToken cancellation)
    {
        var opening = repository.OpenCurrent();
        foreach (var refused in opening.Refused) LiveModelLog.Refused(logger, refused.Name, refused.Reason);
        if (opening.Version is not { } first || first.Name == snapshots.LiveVersion) return false;
        foreach (var version in Candidates(first))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!TryLoad(version, out var snapshot)) continue;
            snapshots.Replace(snapshot);
            LiveSince = time.GetUtcNow();
            await warmUp.RunAsync(cancellation);
            LiveModelLog.Live(logger, version.Name);
            Changed?.Invoke(version.Name);
            return true;
        }
        return false;
    }

    // With nothing live, an older version is better than none; with something live, it is that which stays.
    private IEnumerable<ModelVersion> Candidates(ModelVersion first)
    {
        yield return first;
        if (snapshots.LiveVersion is not null) yield break;
        foreach (var listing in repository.List())
        {
            if (listing.Name == first.Name || listing.Problem is not null) continue;
            if (TryOpen(listing.Name) is { } version) yield return version;
        }
    }

    private ModelVersion? TryOpen(string name)
    {
        try
        {
            return repository.Open(name);
        }
        catch (Exception reason) when (reason is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            LiveModelLog.Refused(logger, name, reason.Message);
            return null;
        }
    }

    private bool TryLoad(ModelVersion version, [NotNullWhen(true)] out PipelineSnapshot? snapshot)
    {
        try
        {
            snapshot = factory(version);
            return true;
        }
        catch (Exception reason) when (reason is InvalidDataException or IOException or NativeException
            or UnauthorizedAccessException)
        {
            LiveModelLog.Refused(logger, version.Name, reason.Message);
            snapshot = null;
            return false;
        }
    }
}
