using System.Reflection;
using System.Runtime.InteropServices;

namespace Recsys.Training.Import.Parquet.Native;

/// <summary>
/// Finds libduckdb.so: named by RECSYS_DUCKDB, or in artifacts/duckdb of the checkout, where it is brought through npm
/// when a Parquet file is first used. Nothing but Parquet needs it.
/// </summary>
internal static class DuckDbLibrary
{
    private const string FileName = "libduckdb.so";
    private static readonly Lock Gate = new();
    private static nint _library;

    /// <summary>Loads the library, fetching it first if need be; later calls cost nothing.</summary>
    /// <exception cref="ImportException">It is not there and cannot be brought; the message says what to
    /// do.</exception>
    public static void Ensure()
    {
        lock (Gate)
        {
            if (_library != 0) return;
            string path = Environment.GetEnvironmentVariable("RECSYS_DUCKDB") is { Length: > 0 } named
                ? Named(named)
                : Fetched();
            if (!NativeLibrary.TryLoad(path, out nint library))
                throw new ImportException(
                    $"Parquet files need DuckDB, and {path} cannot be loaded: delete it or set RECSYS_DUCKDB");
            NativeLibrary.SetDllImportResolver(
                Assembly.GetExecutingAssembly(), (name, _, _) => name == DuckDbNative.Library ? _library : 0);
            _library = library;
        }
    }

    private static string Named(string path)
    {
        if (Directory.Exists(path)) path = Path.Combine(path, FileName);
        return File.Exists(path)
            ? path
            : throw new ImportException($"Parquet files need DuckDB, but {path}, named by RECSYS_DUCKDB, is not there");
    }

    private static string Fetched()
    {
        string home = FindHome();
        string path = Path.Combine(home, "artifacts", "duckdb", FileName);
        if (File.Exists(path)) return path;
        DuckDbFetch.Run(ScriptIn(home), Path.GetDirectoryName(path)!);
        return path;
    }

    private static string ScriptIn(string home) => Path.Combine(home, "server", "native", "fetch-duckdb.sh");

    /// <summary>
    /// The checkout: what the launcher names, or else the nearest folder above this program that holds the script.
    /// </summary>
    private static string FindHome()
    {
        if (Environment.GetEnvironmentVariable("RECSYS_HOME") is { Length: > 0 } home) return home;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(ScriptIn(folder.FullName))) return folder.FullName;
        return Directory.GetCurrentDirectory();
    }
}
