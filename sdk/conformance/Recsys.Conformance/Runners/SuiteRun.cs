using System.Text.Json.Nodes;
using Recsys.Conformance.Cases;
using Recsys.Conformance.Report;
using Recsys.Conformance.Servers;

namespace Recsys.Conformance.Runners;

/// <summary>All cases through one SDK.</summary>
internal sealed class SuiteRun(RunnerSpec spec, TestServers servers, Action<CaseOutcome> onOutcome)
{
    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(60);

    // What cases write is kept apart from run to run and from SDK to SDK.
    private readonly string _run = $"{spec.Name.Replace(':', '-')}-{Guid.NewGuid().ToString("N")[..6]}";
    private RunnerProcess? _runner;

    /// <summary>Runs the cases in order.</summary>
    /// <returns>Their outcomes, and what the runner says it runs on.</returns>
    public async Task<SuiteOutcome> RunAsync(
        IReadOnlyList<ConformanceCase> cases, CancellationToken cancellation)
    {
        var outcomes = new List<CaseOutcome>();
        string language = spec.Name;
        try
        {
            var reply = await RunnerOrNew().AskAsync(
                new JsonObject { ["verb"] = "language" }, StepLimit, cancellation);
            language = (string?)reply["language"] ?? spec.Name;
            foreach (var one in cases)
            {
                var outcome = await RunCaseAsync(one, cancellation);
                outcomes.Add(outcome);
                onOutcome(outcome);
            }
        }
        finally
        {
            if (_runner is { } runner) await runner.DisposeAsync();
        }
        return new SuiteOutcome(spec.Name, language, outcomes);
    }

    private RunnerProcess RunnerOrNew() => _runner is { IsAlive: true } ? _runner : _runner = RunnerProcess.Start(spec);

    private async Task<CaseOutcome> RunCaseAsync(ConformanceCase one, CancellationToken cancellation)
    {
        try
        {
            await using var server = await CaseServer.StartAsync(one, servers, spec.SpeaksHttp1, cancellation);
            var values = new Dictionary<string, string> { ["run"] = $"{_run}-{one.Name.Replace('/', '-')}" };
            for (int i = 0; i < one.Steps.Count; i++)
            {
                var reply = await AskAsync(one.Steps[i], server, values, cancellation);
                if ((string?)reply["unsupported"] is { } why) return CaseOutcome.Unsupported(one, why);
                var differences = Judge(one.Steps[i], reply, values);
                if (differences.Count > 0)
                    return CaseOutcome.Failed(one, $"step {i + 1}: {string.Join("; ", differences)}");
                foreach (var (name, path) in one.Steps[i].Saves) values[name] = ValueAt(reply, path);
            }
            return CaseOutcome.Passed(one);
        }
        catch (ConformanceException error)
        {
            return CaseOutcome.Failed(one, error.Message);
        }
    }

    private async Task<JsonObject> AskAsync(
        CaseStep step, CaseServer server, Dictionary<string, string> values, CancellationToken cancellation)
    {
        var request = (JsonObject)CaseText.Fill(step.Request, values)!;
        request["endpoint"] = server.Endpoint.ToJson();
        request["timeout_ms"] ??= 0;
        request["max_attempts"] ??= 3;
        request["cancel"] ??= "";
        var reply = await RunnerOrNew().AskAsync(request, StepLimit, cancellation);
        server.Describe(reply);
        return reply;
    }

    private static List<string> Judge(CaseStep step, JsonObject reply, Dictionary<string, string> values)
    {
        if ((string?)reply["broken"] is { } broken) return [$"the runner is broken: {broken}"];
        var expected = (JsonObject)CaseText.Fill(step.Expectation, values)!;
        expected["code"] ??= "OK";
        var found = JsonMatch.Differences(expected, reply).ToList();
        if ((string?)reply["code"] != "OK" && string.IsNullOrEmpty((string?)reply["message"]))
            found.Add("/message: an error says nothing");
        if (found.Count > 0 && (string?)reply["code"] != expected["code"]!.ToString())
            found.Add($"the reply's message was: {(string?)reply["message"]}");
        return found;
    }

    private static string ValueAt(JsonObject reply, string path)
    {
        JsonNode? at = reply;
        foreach (string part in path.Split('/'))
            at = at is JsonArray array ? array[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]
                : at?[part];
        return at?.ToString() ?? throw new ConformanceException($"The reply has nothing at {path}.");
    }
}
