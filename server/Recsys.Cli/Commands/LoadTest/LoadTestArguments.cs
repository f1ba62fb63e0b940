using System.CommandLine;
using Recsys.LoadTest;
using Recsys.LoadTest.Targets;
using Recsys.Server;

namespace Recsys.Cli.Commands.LoadTest;

/// <summary>What `recsys loadtest` can be told.</summary>
internal sealed class LoadTestArguments
{
    // A key on a command line can be read by everyone on the machine, so it comes from the environment alone.
    private const string ApiKeyVariable = "RECSYS_API_KEY";

    private readonly Option<int> _deadlineMs = Arguments.Number(
        "--deadline-ms", "Deadline of each request in milliseconds", 5_000);

    private readonly Option<int> _connections = Arguments.Number("--connections", "Connections, 1 to 256", 4);

    private readonly Option<int> _streams = Arguments.Number(
        "--streams", "Streams of interactions, 1 to 256, where the mix has any", 4);

    private readonly Option<FileInfo?> _roots = Arguments.FileOf(
        "--root-certificates", "Certificates in PEM to trust a server with TLS by (default: the system's).");

    public Option<string> Address { get; } = new("--address")
    {
        Description = "The server, http://HOST:PORT, or https:// for one with TLS.",
        HelpName = "URL",
        DefaultValueFactory = _ => $"http://127.0.0.1:{ServerOptions.DefaultPort}",
    };

    public LoadArguments Load { get; } = new();

    public RequestArguments Requests { get; } = new();

    public OutputArguments Output { get; } = new();

    public IEnumerable<Option> Options =>
    [
        Address, _connections, _streams, _deadlineMs, _roots, .. Load.Options, .. Requests.Options, .. Output.Options,
    ];

    /// <summary>What to do.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="withIds">
    /// Whether --customers and --products name files or ranges; otherwise the caller sets them.
    /// </param>
    /// <exception cref="ArgumentException">An argument cannot be read.</exception>
    public LoadTestOptions OptionsOf(ParseResult parsed, bool withIds = true) =>
        Output.Apply(parsed, Requests.Apply(parsed, Load.Apply(parsed, new LoadTestOptions()), withIds));

    /// <summary>How to reach the server.</summary>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public LoadAccess AccessOf(ParseResult parsed) => new LoadAccess
    {
        Connections = parsed.GetValue(_connections),
        IngestStreams = parsed.GetValue(_streams),
        Deadline = parsed.GetValue(_deadlineMs) is >= 1 and <= 600_000 and var ms
            ? TimeSpan.FromMilliseconds(ms)
            : throw new ArgumentException("--deadline-ms is 1 to 600000."),
        ApiKey = Environment.GetEnvironmentVariable(ApiKeyVariable) is { Length: > 0 } key ? key : null,
        RootCertificatesFile = parsed.GetValue(_roots)?.FullName,
    }.Checked();
}
