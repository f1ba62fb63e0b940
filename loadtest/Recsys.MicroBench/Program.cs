using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Recsys.MicroBench;
using Recsys.Native;

// `--json FILE` is ours, the rest BenchmarkDotNet's; without arguments everything is run.
int at = Array.IndexOf(args, "--json");
string? json = at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
if (json is not null) args = [.. args[..at], .. args[(at + 2)..]];
if (args.Length == 0) args = ["--filter", "*"];

// Before a library of its own is loaded: it reads its settings then.
if (!NativeRuntime.TryLoad(out string problem))
{
    Console.Error.WriteLine(problem);
    return 1;
}
var config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithIterationCount(10).WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), $"recsys-microbench-{Environment.ProcessId}"));
var summaries = BenchmarkSwitcher.FromAssembly(typeof(StageReport).Assembly).Run(args, config).ToList();
if (summaries.Count == 0) return 2;
var report = StageReport.Of(summaries);
Console.WriteLine();
Console.Write(report.ToText());
if (json is not null) File.WriteAllText(json, report.ToJson());
return summaries.All(summary => summary.Reports.All(result => result.Success)) ? 0 : 1;
