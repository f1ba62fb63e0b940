namespace Recsys.Conformance.Runners;

/// <summary>One column of the table: an SDK on one platform.</summary>
/// <param name="Name">Its name, for example `python` or `typescript:browser`.</param>
/// <param name="Program">The SDK's tool.</param>
/// <param name="Arguments">What it is started with.</param>
internal sealed record RunnerSpec(string Name, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Whether its calls come by HTTP/1.1: browsers in the clear, and plain HTTP.</summary>
    public bool SpeaksHttp1 => Name.EndsWith(":browser", StringComparison.Ordinal) || Name == "openapi";

    /// <summary>Reads NAME or NAME:ARGUMENT; the tool is that of the SDK's folder.</summary>
    /// <param name="text">The name, for example `typescript:browser`.</param>
    /// <param name="sdkFolder">Folder that holds every SDK's.</param>
    public static RunnerSpec Parse(string text, string sdkFolder)
    {
        string[] parts = text.Split(':', 2);
        string tool = Path.Combine(sdkFolder, parts[0], "tool");
        if (!File.Exists(tool)) throw new ConformanceException($"There is no SDK '{parts[0]}': {tool} is missing.");
        return new RunnerSpec(text, tool, ["runner", .. parts.Skip(1)]);
    }
}
