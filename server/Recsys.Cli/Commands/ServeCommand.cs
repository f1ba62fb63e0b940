using System.CommandLine;
using Recsys.Cli.Terminal;
using Recsys.Server;

namespace Recsys.Cli.Commands;

/// <summary>`recsys serve`: answers calls until it is told to stop.</summary>
internal static class ServeCommand
{
    // A key on a command line can be read by everyone on the machine, so it comes from the environment alone.
    private const string ApiKeyVariable = "RECSYS_API_KEY";

    private static readonly string DefaultAddress = $"http://127.0.0.1:{ServerOptions.DefaultPort}";

    public static Command Create()
    {
        var data = RecsysPaths.DataOption();
        var models = RecsysPaths.ModelsOption();
        var address = UrlOption.Create(
            "--address", "Where to listen, http://ADDRESS:PORT, or https with a certificate; port 0 takes a free one "
            + $"(default: {DefaultAddress}).");
        var certificate = CertificateFile(
            "--certificate", "Serve with TLS and this certificate, in PEM, with those between it and its authority. "
            + "Read anew when it changes.");
        var certificateKey = CertificateFile(
            "--certificate-key", "Private key of the certificate, in PEM (default: in the certificate's file).");
        var memory = new Option<int>("--memory-mib")
        {
            Description = "Memory for customers, products and histories in MiB; "
                + "what does not fit is read from disk (default: 512).",
            HelpName = "N",
            DefaultValueFactory = _ => 512,
        };
        var checkpoint = new Option<int>("--checkpoint-mib")
        {
            Description = "MiB of journal after which the store is checkpointed: "
                + "a start after a crash replays at most about as much (default: 64).",
            HelpName = "N",
            DefaultValueFactory = _ => 64,
        };
        var journalDays = new Option<double?>("--journal-days")
        {
            Description = "Delete journal older than this, behind the last checkpoints and what is still to be "
                + "trained on (default: keep all).",
            HelpName = "DAYS",
        };
        var journalGib = new Option<double?>("--journal-gib")
        {
            Description = "Delete the oldest journal beyond this many GiB, within the same limits (default: keep all).",
            HelpName = "GIB",
        };
        var unread = AcknowledgementTimeout();
        var alarm = new Option<double?>("--recall-alarm")
        {
            Description = "Warn when the vector index finds less than this part of the true best on live traffic, "
                + "above 0 to 1 (default: what the version was measured for, less 0.02).",
            HelpName = "RECALL",
        };
        var atOnce = ComputedAtOnce();
        var warmUp = WarmUpTime();
        var heldOut = HeldOutFile();
        var otlp = UrlOption.Create(
            "--otlp", "Send spans and metrics by OTLP over gRPC, for example to http://127.0.0.1:4317 (default: off).");
        var cors = CorsOrigins();
        var without = SourcesOption.Create("Do without a source of candidates on the home page");
        var noTraining = NoTraining();
        var command = new Command("serve", "Serve recommendations over gRPC, gRPC-Web and JSON until Ctrl-C.\n\n"
            + $"Takes a newly published model version within a second. Set {ApiKeyVariable} to ask callers for a key.")
        {
            data, models, address, memory, checkpoint, journalDays, journalGib, unread, alarm, atOnce, warmUp, heldOut,
            otlp, cors, certificate, certificateKey, without, noTraining,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new ServerOptions
            {
                Address = parsed.GetValue(address) ?? DefaultFor(parsed.GetValue(certificate)),
                CertificateFile = parsed.GetValue(certificate)?.FullName,
                CertificateKeyFile = parsed.GetValue(certificateKey)?.FullName,
                DataDirectory = parsed.GetRequiredValue(data).FullName,
                ModelsDirectory = parsed.GetRequiredValue(models).FullName,
                StoreMemoryBytes = (long)parsed.GetValue(memory) << 20,
                CheckpointEveryBytes = (long)parsed.GetValue(checkpoint) << 20,
                JournalMaxAge = parsed.GetValue(journalDays) is { } days ? Days(days) : null,
                JournalMaxBytes = parsed.GetValue(journalGib) is { } gib ? (long)(gib * (1 << 30)) : null,
                AcknowledgementTimeout = Seconds(parsed.GetValue(unread)),
                RecallAlarm = parsed.GetValue(alarm),
                MaxComputedAtOnce = parsed.GetValue(atOnce),
                WarmUpTime = Seconds(parsed.GetValue(warmUp)),
                HeldOutFile = parsed.GetValue(heldOut)?.FullName,
                OtlpEndpoint = parsed.GetValue(otlp),
                CorsOrigins = parsed.GetValue(cors) ?? [],
                WithoutSources = parsed.GetValue(without) ?? [],
                TrainingProgram = parsed.GetValue(noTraining) ? null : OwnProgram.Training,
                ApiKey = Environment.GetEnvironmentVariable(ApiKeyVariable) is { Length: > 0 } key ? key : null,
            },
            cancellation));
        return command;
    }

    private static Option<double> AcknowledgementTimeout() => new("--ack-timeout")
    {
        Description = "Seconds after which a stream whose client does not read acknowledgements is ended "
            + "(default: 30).",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 30,
    };

    private static Option<int> ComputedAtOnce() => new("--at-once")
    {
        Description = "Recommendations computed at once; others wait for their turn "
            + "(default: as many as there are processors).",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private static Option<double> WarmUpTime() => new("--warm-up")
    {
        Description = "Longest time in seconds to warm a model version up before it is used, and the server before it "
            + "is ready; 0 makes a few requests only (default: 0.75).",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 0.75,
    };

    private static Option<FileInfo?> HeldOutFile() => new("--held-out")
    {
        Description = "What customers did after the time that the data ends at, as import --until writes it: "
            + "clients can compare answers with it (default: none).",
        HelpName = "FILE",
    };

    private static Option<bool> NoTraining() => new("--no-training")
    {
        Description = "Do not train when StartTraining is called, as ./recsys models train does.",
    };

    private static Option<FileInfo?> CertificateFile(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FILE",
    };

    private static Uri DefaultFor(FileInfo? certificate) =>
        new(certificate is null ? DefaultAddress : DefaultAddress.Replace("http:", "https:", StringComparison.Ordinal));

    private static Option<string[]> CorsOrigins() => new("--cors-origin")
    {
        Description = "Origin whose pages may call from a browser, for example https://shop.example; can be repeated. "
            + "* is open to the pages of every site (default: none).",
        HelpName = "ORIGIN",
    };

    // What no time span holds is refused with what is merely too long.
    private static TimeSpan Days(double days) =>
        TimeSpan.FromDays(double.IsNaN(days) ? 0 : Math.Clamp(days, 0, 1_000_000));

    private static TimeSpan Seconds(double seconds) =>
        TimeSpan.FromSeconds(double.IsNaN(seconds) ? 0 : Math.Clamp(seconds, 0, 1_000_000));

    private static async Task<int> RunAsync(ServerOptions options, CancellationToken cancellation)
    {
        try
        {
            options.Validate();
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message, ExitCode.WrongArguments);
        }
        await using var server = await RecsysServer.BuildAsync(options, cancellation: cancellation);
        await server.RunAsync(cancellation);
        return ExitCode.Success;
    }
}
