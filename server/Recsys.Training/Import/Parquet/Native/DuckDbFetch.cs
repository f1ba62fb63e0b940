using System.ComponentModel;
using System.Diagnostics;

namespace Recsys.Training.Import.Parquet.Native;

/// <summary>Runs the script that brings DuckDB through npm.</summary>
internal static class DuckDbFetch
{
    private const string WhatToDo =
        "Parquet files need DuckDB's libduckdb.so: install npm and try again, or name the file in RECSYS_DUCKDB, "
        + "or import CSV";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <param name="script">The script; it takes the folder as its argument and ends with one line on standard error if
    /// it fails.</param>
    /// <param name="folder">Where the library goes.</param>
    /// <exception cref="ImportException">It cannot be brought.</exception>
    public static void Run(string script, string folder)
    {
        if (!File.Exists(script)) throw new ImportException(WhatToDo);
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(script);
        start.ArgumentList.Add(folder);
        try
        {
            using var process = Process.Start(start) ?? throw new ImportException(WhatToDo);
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Limit))
            {
                process.Kill(entireProcessTree: true);
                throw new ImportException($"DuckDB did not arrive within {Limit.TotalMinutes:0} minutes. {WhatToDo}");
            }
            Task.WaitAll(errors, output);
            if (process.ExitCode == 0) return;
            string last = errors.Result.TrimEnd().Split('\n')[^1].Trim();
            throw new ImportException(last.Length > 0 ? last : WhatToDo);
        }
        catch (Win32Exception e)
        {
            throw new ImportException(WhatToDo, e);
        }
    }
}
