using Recsys.Training.Import.Rows;

namespace Recsys.Training.Import;

/// <summary>One import under way: its position, its counts and its clock.</summary>
internal sealed class ImportRun(
    IReadOnlyList<string> files, List<InteractionMapping> mappings, ImportCatalogue catalogue, IImportSink sink,
    ImportOptions options, IProgress<ImportProgress>? progress) : IDisposable
{
    private readonly RejectLog _rejects = new(options);
    private readonly HeldOutLog? _heldOut = options.HeldOutPath is { } path ? new HeldOutLog(path) : null;
    private readonly long _startedAt = options.Clock.GetTimestamp();
    private readonly long _bytesTotal = files.Sum(file => new FileInfo(file).Length);
    private long _rows;
    private long _accepted;
    private long _bytesOfFilesDone;
    private long _contentOfFilesDone;
    private string? _damage;

    public async Task ReadAsync(CancellationToken cancellation)
    {
        for (int i = 0; i < files.Count; i++)
        {
            using var source = RowSources.Open(files[i], mappings[i], mappings[i].Plain);
            string name = Path.GetFileName(files[i]);
            var file = new BoundFile(name, mappings[i], source, catalogue, options, _heldOut);
            bool more = true;
            while (more)
            {
                cancellation.ThrowIfCancellationRequested();
                more = ReadBatch(name, source, file);
                await sink.FlushAsync(cancellation);
                progress?.Report(Progress(name, source));
            }
            _damage ??= source.Damage;
            _bytesOfFilesDone += source.BytesTotal;
            _contentOfFilesDone += source.ContentBytesRead;
        }
    }

    public ImportReport Report(IReadOnlyList<string> notes) => new()
    {
        Rows = _rows,
        Accepted = _accepted,
        Dropped = _rejects.Dropped,
        Rejected = _rejects.Rejected,
        FirstRejects = _rejects.First,
        Customers = catalogue.CustomerCount,
        Products = catalogue.ProductCount,
        ContentBytes = _contentOfFilesDone,
        Duration = options.Clock.GetElapsedTime(_startedAt),
        Damage = _damage,
        Notes = notes,
    };

    /// <summary>Puts what is written on the way in its place.</summary>
    public void Complete() => _heldOut?.Complete();

    public void Dispose()
    {
        _rejects.Dispose();
        _heldOut?.Dispose();
    }

    /// <summary>Reads up to a batch of rows.</summary>
    /// <returns>Whether there may be more.</returns>
    private bool ReadBatch(string name, IRowSource source, BoundFile file)
    {
        for (int i = 0; i < options.BatchRows; i++)
        {
            var status = source.Read();
            if (status == RowStatus.End) return false;
            _rows++;
            string? reason = source.BadReason;
            var verdict = status == RowStatus.Bad ? RowVerdict.Rejected : file.Take(sink, out reason);
            switch (verdict)
            {
                case RowVerdict.Accepted:
                    _accepted++;
                    break;
                case RowVerdict.Dropped:
                    _rejects.Drop(reason!);
                    break;
                case RowVerdict.Rejected:
                    _rejects.Reject(name, source.Line, reason!, source.RawRow);
                    break;
            }
        }
        return true;
    }

    private ImportProgress Progress(string name, IRowSource source)
    {
        var elapsed = options.Clock.GetElapsedTime(_startedAt);
        long content = _contentOfFilesDone + source.ContentBytesRead;
        double rate = elapsed > TimeSpan.Zero ? content / 1e6 / elapsed.TotalSeconds : 0;
        return new ImportProgress(name, _bytesOfFilesDone + source.BytesRead, _bytesTotal, _rows, elapsed, rate);
    }
}
