using System.IO.Compression;

namespace Recsys.Training.Import;

/// <summary>
/// A file to import, unpacked when its first bytes say gzip. Damage (a cut-off or corrupt gzip stream) ends the content
/// and is remembered instead of thrown: what came before it is good.
/// </summary>
internal sealed class ImportStream : IDisposable
{
    private readonly FileStream _file;
    private readonly GZipStream? _gzip;

    private ImportStream(string path, FileStream file, bool gzip)
    {
        Name = Path.GetFileName(path);
        _file = file;
        _gzip = gzip ? new GZipStream(file, CompressionMode.Decompress) : null;
        FileBytes = file.Length;
    }

    /// <summary>The file's name without its folder, for messages.</summary>
    public string Name { get; }

    public long FileBytes { get; }

    public long FileBytesRead => _file.CanRead ? Math.Min(_file.Position, FileBytes) : FileBytes;

    public long ContentBytesRead { get; private set; }

    /// <summary>Why the content ended too early, or null.</summary>
    public string? Damage { get; private set; }

    /// <exception cref="ImportException">The file is not there or cannot be opened.</exception>
    public static ImportStream Open(string path)
    {
        var file = OpenFile(path);
        Span<byte> magic = stackalloc byte[2];
        bool gzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
        file.Position = 0;
        return new ImportStream(path, file, gzip);
    }

    /// <exception cref="ImportException">It is not there, no regular file, or cannot be opened.</exception>
    public static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path)) throw new ImportException($"{path} is a folder: name the files in it");
        try
        {
            var file = new FileStream(path, new FileStreamOptions
            {
                Access = FileAccess.Read,
                Share = FileShare.Read,
                BufferSize = 128 * 1024,
                Options = FileOptions.SequentialScan,
            });
            if (file.CanSeek) return file;
            file.Dispose();
            throw new ImportException($"{path} is a pipe or a device: write it to a file first");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImportException($"{path}: no such file", e);
        }
        catch (Exception e) when (e is IOException and not ImportException or UnauthorizedAccessException)
        {
            throw new ImportException($"{path} cannot be opened: {e.Message}", e);
        }
    }

    public int Read(Span<byte> buffer)
    {
        if (Damage is not null) return 0;
        try
        {
            int read = _gzip is null ? _file.Read(buffer) : _gzip.Read(buffer);
            ContentBytesRead += read;
            if (read == 0 && _gzip is not null && !GzipEnding.IsWhole(_file, ContentBytesRead)) SetDamage("cut off");
            return read;
        }
        catch (InvalidDataException)
        {
            SetDamage("damaged");
            return 0;
        }
    }

    public void Dispose()
    {
        _gzip?.Dispose();
        _file.Dispose();
    }

    private void SetDamage(string how) =>
        Damage = $"{Name}: the gzip file is {how} after {ContentBytesRead} bytes of content";
}
