using System.CommandLine;
using Google.Protobuf;
using Recsys.Client;
using Recsys.Server;

namespace Recsys.Cli.Commands;

/// <summary>The arguments by which a command calls a running server.</summary>
internal sealed class CalledServer
{
    /// <summary>Says where the key comes from, for the help of a command.</summary>
    public const string KeyHelp = $"The API key, where one is asked for, comes from {ApiKeyVariable}.";

    // A key on a command line can be read by everyone on the machine, so it comes from the environment alone.
    private const string ApiKeyVariable = "RECSYS_API_KEY";

    private static readonly string DefaultAddress = $"http://127.0.0.1:{ServerOptions.DefaultPort}";

    /// <summary>Answers as JSON, by the names of the contract.</summary>
    public static JsonFormatter Json { get; } = new(
        JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithPreserveProtoFieldNames(true));

    /// <summary>`--address`.</summary>
    public Option<Uri?> Address { get; } = UrlOption.Create(
        "--address", $"The server (default: {DefaultAddress}).", DefaultAddress);

    /// <summary>`--ca`.</summary>
    public Option<FileInfo?> Authority { get; } = new("--ca")
    {
        Description = "Certificates in PEM that a server with TLS is trusted by (default: the system's).",
        HelpName = "FILE",
    };

    /// <summary>Calls the server.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="call">The calls.</param>
    /// <param name="cancellation">Ends them by an exception.</param>
    /// <exception cref="CommandException">The server refuses, or cannot be reached.</exception>
    public async Task CallAsync(
        ParseResult parsed, Func<RecsysClient, Task> call, CancellationToken cancellation)
    {
        var server = parsed.GetRequiredValue(Address)!;
        try
        {
            using var client = RecsysClient.Connect(server.ToString(), new RecsysClientOptions
            {
                ApiKey = Environment.GetEnvironmentVariable(ApiKeyVariable) is { Length: > 0 } key ? key : null,
                RootCertificatesFile = parsed.GetValue(Authority)?.FullName,
            });
            await call(client);
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(wrong.Message, ExitCode.WrongArguments);
        }
        catch (RecsysException error) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandException($"{server.GetLeftPart(UriPartial.Authority)}: {error.Message}");
        }
        cancellation.ThrowIfCancellationRequested();
    }
}
