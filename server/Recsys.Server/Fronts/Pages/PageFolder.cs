using Microsoft.Extensions.Logging;

namespace Recsys.Server.Fronts.Pages;

/// <summary>
/// All files below a folder, by the path they are served at. They are read when the server starts and looked up by
/// their whole path, so that no request reaches the disk, and none anything else on it.
/// </summary>
internal sealed class PageFolder
{
    /// <summary>Name of the folder beside the server's assembly.</summary>
    public const string Name = "wwwroot";

    /// <summary>The file that a folder shows.</summary>
    private const string Index = "index.html";

    // Far above a page and its documentation; what is more was put there by mistake.
    private const long MaxBytes = 64 << 20;
    private const int MaxFiles = 10_000;

    private readonly Dictionary<string, PageFile> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    private PageFolder()
    {
        // Filled by Read.
    }

    /// <summary>Whether there is a page to show.</summary>
    public bool HasPage => _files.ContainsKey("/");

    /// <summary>Reads a folder; without it, or where it cannot be read, there are no files.</summary>
    public static PageFolder Read(string folder, ILogger logger)
    {
        var pages = new PageFolder();
        if (!Directory.Exists(folder)) return pages;
        try
        {
            pages.Fill(folder, logger);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            PageLog.Unreadable(logger, folder, error.Message);
        }
        return pages;
    }

    /// <summary>The file at a path; that of a folder, which ends with a slash, is its index.</summary>
    public PageFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>Whether a path is that of a folder without its last slash.</summary>
    public bool IsFolder(string path) => _folders.Contains(path);

    private void Fill(string folder, ILogger logger)
    {
        long left = MaxBytes;
        foreach (string name in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            left -= new FileInfo(name).Length;
            if (left < 0 || _files.Count >= MaxFiles)
            {
                PageLog.TooMuch(logger, folder, MaxFiles, MaxBytes >> 20);
                return;
            }
            Add("/" + Path.GetRelativePath(folder, name).Replace('\\', '/'), File.ReadAllBytes(name));
        }
    }

    private void Add(string path, byte[] bytes)
    {
        var file = new PageFile(path, bytes);
        _files[path] = file;
        if (!path.EndsWith("/" + Index, StringComparison.Ordinal)) return;
        string above = path[..^Index.Length];
        _files[above] = file;
        if (above.Length > 1) _folders.Add(above[..^1]);
    }
}
