using System.CommandLine;
using System.Text.Json;
using Recsys.Bench;
using Recsys.Bench.Processes;
using Recsys.Conformance;
using Recsys.Conformance.Cases;
using Recsys.Conformance.Report;
using Recsys.Conformance.Runners;
using Recsys.Conformance.Servers;

string home = Environment.GetEnvironmentVariable("RECSYS_HOME")
    ?? throw new ConformanceException("RECSYS_HOME is not set; start this with ./recsys sdk test.");

var runners = new Argument<string[]>("runner")
{
    Description = "SDKs to run, for example python or typescript:browser.",
    Arity = ArgumentArity.OneOrMore,
};
var only = new Option<string?>("--only") { Description = "Only cases whose name holds this text.", HelpName = "TEXT" };
var json = new Option<FileInfo?>("--json") { Description = "Write all outcomes there.", HelpName = "FILE" };
var markdown = new Option<FileInfo?>("--markdown") { Description = "Write the table there.", HelpName = "FILE" };
var run = new Command("run", "Run the cases through SDKs and print the table.") { runners, only, json, markdown };
run.SetAction((parsed, cancellation) => Guarded(async () =>
{
    var cases = CaseFile.ReadAll(Path.Combine(AppContext.BaseDirectory, "cases"))
        .Where(one => one.Name.Contains(parsed.GetValue(only) ?? "", StringComparison.Ordinal)).ToArray();
    if (cases.Length == 0) throw new ConformanceException("No case has that name.");
    var specs = parsed.GetRequiredValue(runners)
        .Select(name => RunnerSpec.Parse(name, Path.Combine(home, "sdk"))).ToArray();
    await using var servers = await StartServersAsync(cancellation);
    var suites = new List<SuiteOutcome>();
    foreach (var spec in specs)
    {
        suites.Add(await new SuiteRun(spec, servers, outcome => Console.Error.WriteLine(
            $"{spec.Name,-20} {outcome.Verdict,-12} {outcome.Case} {outcome.Detail}")).RunAsync(cases, cancellation));
    }
    var table = new ConformanceTable(cases, suites);
    Console.WriteLine(table.ToText());
    if (parsed.GetValue(json) is { } jsonFile) await File.WriteAllTextAsync(jsonFile.FullName, table.ToJson());
    if (parsed.GetValue(markdown) is { } file) await File.WriteAllTextAsync(file.FullName, table.ToMarkdown());
    var (passed, failed) = table.Totals;
    Console.WriteLine($"{passed} passed, {failed} failed");
    return failed == 0 ? 0 : 1;
}));

var serve = new Command(
    "serve",
    "Serve the suite's shop, in the clear and with TLS, print where as one line of JSON, and end with standard input.");
serve.SetAction((_, cancellation) => Guarded(async () =>
{
    await using var servers = await StartServersAsync(cancellation);
    Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["RECSYS_ADDRESS"] = servers.Plain.ToJson()["address"]!.ToString(),
        ["RECSYS_TLS_ADDRESS"] = servers.Secured.ToJson()["address"]!.ToString(),
        ["RECSYS_CA_FILE"] = servers.Secured.CaFile,
        ["RECSYS_API_KEY"] = servers.Secured.ApiKey,
        ["RECSYS_CORS_ORIGIN"] = servers.Origin.GetLeftPart(UriPartial.Authority),
    }));
    await Console.In.ReadToEndAsync(cancellation);
    return 0;
}));

return await new RootCommand("One list of cases, run by every SDK against the same server.") { run, serve }
    .Parse(args).InvokeAsync();

async Task<TestServers> StartServersAsync(CancellationToken cancellation)
{
    var command = ServerCommand.OfAssembly(
        Path.Combine(home, "artifacts", "bin", "Recsys.Cli", "release", "recsys.dll"));
    var shop = await ShopFolder.OpenAsync(
        command, Path.Combine(home, "artifacts", "conformance"),
        Path.Combine(home, "sdk", "conformance", "shop", "mapping.json"), cancellation);
    return await TestServers.StartAsync(command, shop, cancellation);
}

static async Task<int> Guarded(Func<Task<int>> action)
{
    try
    {
        return await action();
    }
    catch (Exception error) when (error is ConformanceException or BenchException)
    {
        Console.Error.WriteLine($"conformance: {error.Message}");
        return 2;
    }
}
