using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Recsys.Models.Repository;
using Recsys.Native;
using Recsys.Pipeline;

namespace Recsys.Server.Models;

/// <summary>
/// Keeps the snapshot in step with the model repository: takes up whatever version becomes current, and stays with the
/// one it has when that one cannot be used. What is chosen through this server becomes current in the repository as
/// well. One change at a time.
/// </summary>
internal sealed class LiveModel(
    ModelRepository repository, SnapshotHolder snapshots, SnapshotFactory factory, EarlyVersion early,
    PipelineWarmUp warmUp, TimeProvider time, ILogger<LiveModel> logger)
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

    /// <summary>Makes a version live and current; when it returns, new requests run on it.</summary>
    /// <param name="name">The version.</param>
    /// <param name="cancellation">Gives up waiting for another change; a change that began is finished.</param>
    /// <exception cref="IOException">It could not be made current; the live version is what it was.</exception>
    public Task<Activation> ActivateAsync(string name, CancellationToken cancellation) =>
        ChangeAsync(live => ActivateAsync(name, live), cancellation);

    /// <summary>
    /// Makes the version live and current that was before this one or, where that is gone or damaged, the one before.
    /// </summary>
    /// <param name="expected">The version that is believed to be live.</param>
    /// <param name="cancellation">Gives up waiting for another change; a change that began is finished.</param>
    /// <exception cref="IOException">It could not be made current; the live version is what it was.</exception>
    public Task<Activation> RollBackAsync(string expected, CancellationToken cancellation) => ChangeAsync(
        live => live == expected
            ? RollBackAsync(live)
            : Task.FromResult(new Activation(ActivationOutcome.Changed, live, live)),
        cancellation);

    private async Task<Activation> ChangeAsync(
        Func<string?, Task<Activation>> change, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => change(snapshots.LiveVersion), CancellationToken.None);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<Activation> ActivateAsync(string name, string? live)
    {
        if (!repository.Contains(name)) return new Activation(ActivationOutcome.NotFound, live, live);
        if (TryOpen(name, out string? reason) is not { } version)
            return new Activation(ActivationOutcome.Refused, live, live, reason);
        if (name == live)
        {
            // Current as well, should another have become so that could not be used.
            repository.Activate(version);
            _considered = name;
        }
        else if (TryLoad(version, out var snapshot, out reason))
        {
            await MakeLiveAsync(version, snapshot, repository.Activate);
        }
        else
        {
            return new Activation(ActivationOutcome.Refused, live, live, reason);
        }
        return new Activation(ActivationOutcome.Live, name, live);
    }

    private async Task<Activation> RollBackAsync(string live)
    {
        foreach (string name in repository.Earlier)
        {
            if (name == live || TryOpen(name, out _) is not { } version) continue;
            if (!TryLoad(version, out var snapshot, out _)) continue;
            await MakeLiveAsync(version, snapshot, repository.RollBackTo);
            return new Activation(ActivationOutcome.Live, name, live);
        }
        return new Activation(ActivationOutcome.NoEarlier, live, live);
    }

    // Current first: what is live here must be live after a restart too.
    private async Task MakeLiveAsync(
        ModelVersion version, PipelineSnapshot snapshot, Action<ModelVersion> makeCurrent)
    {
        await WarmUpAsync(snapshot, CancellationToken.None);
        try
        {
            makeCurrent(version);
        }
        catch
        {
            snapshot.Free();
            throw;
        }
        _considered = version.Name;
        PutLive(snapshot);
    }

    private void PutLive(PipelineSnapshot snapshot)
    {
        snapshots.Replace(snapshot);
        LiveSince = time.GetUtcNow();
        LiveModelLog.Live(logger, snapshot.ModelVersion);
        Changed?.Invoke(snapshot.ModelVersion);
    }

    // Before it is live: the first request of a new version is to be as fast as any. What fails in a rehearsal would
    // fail, or be done without, for requests too, which is theirs to tell.
    private async Task WarmUpAsync(PipelineSnapshot snapshot, CancellationToken cancellation)
    {
        try
        {
            await warmUp.RunAsync(snapshot, cancellation);
        }
        catch (OperationCanceledException)
        {
            snapshot.Free();
            throw;
        }
        catch (Exception error)
        {
            LiveModelLog.WarmUpFailed(logger, snapshot.ModelVersion, error);
        }
    }

    private async Task<bool> TakeUpAsync(CancellationToken cancellation)
    {
        var opening = await early.TakeOpeningAsync(_considered) ?? repository.OpenCurrent();
        foreach (var refused in opening.Refused) LiveModelLog.Refused(logger, refused.Name, refused.Reason);
        if (opening.Version is not { } first || first.Name == snapshots.LiveVersion) return false;
        foreach (var version in Candidates(first))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!TryLoad(version, out var snapshot, out _)) continue;
            await WarmUpAsync(snapshot, cancellation);
            PutLive(snapshot);
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
            if (TryOpen(listing.Name, out _) is { } version) yield return version;
        }
    }

    private ModelVersion? TryOpen(string name, out string? refusal)
    {
        refusal = null;
        try
        {
            return repository.Open(name);
        }
        catch (Exception reason) when (reason is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            LiveModelLog.Refused(logger, name, reason.Message);
            refusal = ToldOf(reason);
            return null;
        }
    }

    private bool TryLoad(
        ModelVersion version, [NotNullWhen(true)] out PipelineSnapshot? snapshot, out string? refusal)
    {
        refusal = null;
        try
        {
            snapshot = factory(version);
            return true;
        }
        catch (Exception reason) when (reason is InvalidDataException or IOException or NativeException
            or UnauthorizedAccessException)
        {
            LiveModelLog.Refused(logger, version.Name, reason.Message);
            refusal = ToldOf(reason);
            snapshot = null;
            return false;
        }
    }

    // What the loader says is for callers; what the system says has paths in it, and stays in the log.
    private static string ToldOf(Exception reason) =>
        reason is InvalidDataException ? reason.Message : "its files cannot be read.";
}
