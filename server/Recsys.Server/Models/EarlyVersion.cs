using Recsys.Models.Repository;
using Recsys.Snapshots;

namespace Recsys.Server.Models;

/// <summary>
/// The version that is current when a server begins to start: checked and read while the store is opened, since neither
/// needs the other. What nobody takes is given back.
/// </summary>
internal sealed class EarlyVersion : IDisposable
{
    private readonly string? _current;
    private Task<ModelOpening>? _opening;
    private Task<VersionParts>? _parts;

    private EarlyVersion(string? current, Task<ModelOpening>? opening, Task<VersionParts>? parts) =>
        (_current, _opening, _parts) = (current, opening, parts);

    /// <summary>Nothing was begun.</summary>
    public static EarlyVersion None { get; } = new(null, null, null);

    /// <summary>Begins.</summary>
    /// <param name="repository">Where versions are.</param>
    /// <param name="native">Ends when the native library is loaded, or cannot be.</param>
    public static EarlyVersion Begin(ModelRepository repository, Task native)
    {
        if (repository.Current is not { } current) return None;
        var opening = Task.Run(repository.OpenCurrent);
        return new EarlyVersion(current, opening, LoadAsync());

        async Task<VersionParts> LoadAsync()
        {
            var version = (await opening).Version ?? throw new InvalidDataException("There is no version.");
            await native;
            return VersionParts.Load(version);
        }
    }

    /// <summary>What opening found, for the first who asks.</summary>
    /// <param name="current">Name of the version that is current now.</param>
    /// <returns>Null where it is to be opened anew: another is current, or it could not be read.</returns>
    public async Task<ModelOpening?> TakeOpeningAsync(string? current)
    {
        var opening = Interlocked.Exchange(ref _opening, null);
        if (opening is null || current != _current) return null;
        await Task.WhenAny(opening);
        return opening.IsCompletedSuccessfully ? opening.Result : null;
    }

    /// <summary>The parts of a version, for the first who asks; null where they are another's.</summary>
    public Task<VersionParts>? TakeParts(ModelVersion version) =>
        version.Name == _current ? Interlocked.Exchange(ref _parts, null) : null;

    public void Dispose() => _ = Interlocked.Exchange(ref _parts, null)?.ContinueWith(
        parts => parts.Result.Dispose(), CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
}
