using System.Diagnostics;
using System.Runtime.CompilerServices;
using Recsys.Training.Import;
using Recsys.Training.Import.Parquet.Native;

namespace Recsys.Training.Tests.Import.Parquet;

public sealed class DuckDbFetchTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Run_ScriptFails_SaysItsLastLine()
    {
        string script = _scratch.Write("fetch.sh", "echo progress; echo one >&2; echo 'the reason' >&2; exit 1\n");

        Assert.Equal("the reason",
            Assert.Throws<ImportException>(() => DuckDbFetch.Run(script, _scratch.Path("to"))).Message);
    }

    [Fact]
    public void Run_NoScript_SaysWhatToDo()
    {
        var e = Assert.Throws<ImportException>(() => DuckDbFetch.Run(_scratch.Path("none.sh"), _scratch.Path("to")));

        Assert.Contains("RECSYS_DUCKDB", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FetchScript_WithoutNpm_FailsWithOneLineAndLeavesNothing()
    {
        // A PATH with what the script needs, and no npm.
        Directory.CreateDirectory(_scratch.Path("bin"));
        foreach (string tool in (string[])["uname", "dirname", "readlink", "mkdir", "mktemp", "rm", "mv", "tar"])
        {
            string real = File.Exists($"/usr/bin/{tool}") ? $"/usr/bin/{tool}" : $"/bin/{tool}";
            File.CreateSymbolicLink(_scratch.Path($"bin/{tool}"), real);
        }
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Script());
        start.ArgumentList.Add(_scratch.Path("duckdb"));
        start.Environment["PATH"] = _scratch.Path("bin");

        using var process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(1, process.ExitCode);
        Assert.Equal(
            "Parquet files need DuckDB: install npm (apt-get install npm) and try again, "
            + "or name a libduckdb.so in RECSYS_DUCKDB, or import CSV\n",
            error);
        Assert.False(Directory.Exists(_scratch.Path("duckdb")));
    }

    [Fact]
    public void FetchScript_LibraryThere_DoesNothing()
    {
        _scratch.Write("libduckdb.so", "there");

        DuckDbFetch.Run(Script(), Path.GetDirectoryName(_scratch.Path("x"))!);

        Assert.Equal("there", File.ReadAllText(_scratch.Path("libduckdb.so")));
    }

    private static string Script([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../server/native/fetch-duckdb.sh"));
}
