using System.Net;
using Recsys.Server.Fronts.Cors;
using Recsys.Server.Fronts.Tls;
using Recsys.Server.Training;
using Recsys.Snapshots;

namespace Recsys.Server;

/// <summary>How a server runs: what the operator chose. Checked whole before anything is opened.</summary>
public sealed record ServerOptions
{
    /// <summary>Port of the default address.</summary>
    public const int DefaultPort = 5080;

    private const int MaxCorsOrigins = 100;

    /// <summary>
    /// Where to listen, for example <c>http://127.0.0.1:5080</c>, or <c>https</c> with a certificate: HTTP/1.1 and
    /// HTTP/2 on one port. The host is an IP address or <c>localhost</c>; 0.0.0.0 listens on all addresses; port 0
    /// takes a free one.
    /// </summary>
    public Uri Address { get; init; } = new($"http://127.0.0.1:{DefaultPort}");

    /// <summary>
    /// File with the certificate to show, then those between it and its authority, in PEM; the address is https then.
    /// Read anew within a second of a change. Null serves in the clear.
    /// </summary>
    public string? CertificateFile { get; init; }

    /// <summary>
    /// File with the certificate's private key in PEM, not encrypted; null where it is in
    /// <see cref="CertificateFile"/>, too.
    /// </summary>
    public string? CertificateKeyFile { get; init; }

    /// <summary>Folder of the store: catalogue, customers, interactions.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Folder of published model versions; may be empty until the first is published.</summary>
    public required string ModelsDirectory { get; init; }

    /// <summary>Memory for the store's state in bytes, 16 MiB – 1 TiB.</summary>
    public long StoreMemoryBytes { get; init; } = 512L << 20;

    /// <summary>
    /// Journal bytes after which the store is checkpointed, 1 MiB – 1 TiB: a start after a crash replays at most about
    /// as much.
    /// </summary>
    public long CheckpointEveryBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Journal older than this is deleted, 1 minute – 36,500 days, behind the kept checkpoints and every registered
    /// reader; null keeps all.
    /// </summary>
    public TimeSpan? JournalMaxAge { get; init; }

    /// <summary>Bytes of journal to keep, 1 MiB – 1 PiB, within the same limits; null keeps all.</summary>
    public long? JournalMaxBytes { get; init; }

    /// <summary>Largest message accepted, in bytes, 64 KiB – 64 MiB.</summary>
    public int MaxReceiveMessageBytes { get; init; } = 4 << 20;

    /// <summary>Most connections at once, 1–1,000,000; further ones are closed.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>
    /// Most calls at once on one connection, 1–10,000; further ones wait for their turn on the client.
    /// </summary>
    public int MaxStreamsPerConnection { get; init; } = 256;

    /// <summary>
    /// Most calls at once over all connections, 1–1,000,000; further ones are answered UNAVAILABLE at once.
    /// </summary>
    public int MaxConcurrentCalls { get; init; } = 4_096;

    /// <summary>
    /// Recommendations computed at once, 1–10,000; further ones wait for their turn in the order they came, at most as
    /// long as their deadlines allow. As many as there are processors, unless told otherwise.
    /// </summary>
    public int MaxComputedAtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Most streams of interactions at once, 1–100,000; further ones are answered UNAVAILABLE at once. Each holds up to
    /// 4 MiB and one message.
    /// </summary>
    public int MaxIngestStreams { get; init; } = 1_024;

    /// <summary>
    /// Memory for interactions of all streams that wait for the journal, in bytes, 1 MiB – 64 GiB; when it is full the
    /// server reads no further, and HTTP/2 slows the senders.
    /// </summary>
    public long MaxIngestBytes { get; init; } = 64L << 20;

    /// <summary>
    /// How long a client of a stream may leave an acknowledgement unread that holds up the others, 1 ms – 1 h; then the
    /// stream is ended.
    /// </summary>
    public TimeSpan AcknowledgementTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Deadline of unary calls whose caller names none, 1 ms – 1 h. Streams have none.</summary>
    public TimeSpan DefaultDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After how much silence a connection is asked whether it is alive, 1 s – 1 h.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may take to answer that, 1 s – 10 min.</summary>
    public TimeSpan KeepAlivePingTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often the models folder is looked at for a new current version, 10 ms – 1 h.</summary>
    public TimeSpan ModelPollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the server, no longer ready, goes on taking calls when it is told to stop, so that balancers can turn
    /// away: 0–5 min.
    /// </summary>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.Zero;

    /// <summary>How long calls under way may take to end after that, 0–10 min; then they are cut off. A training under
    /// way has half of it.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Sampled recall of the vector index below which a warning is logged and counted, above 0 and at most 1; null
    /// takes the target that the live version's index was measured for, less 0.02.
    /// </summary>
    public double? RecallAlarm { get; init; }

    /// <summary>
    /// How long a model version and, at the start, the way to it may be warmed up before it is used, 0–60 s; it ends
    /// earlier once no more code is compiled. 0 makes a few requests only.
    /// </summary>
    public TimeSpan WarmUpTime { get; init; } = TimeSpan.FromSeconds(0.75);

    /// <summary>Where to send spans and metrics by OTLP over gRPC; null switches telemetry off.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>
    /// File of what customers did after the moment that the store's interactions were cut at, JSON, one a line with
    /// <c>customer_id</c>, <c>product_id</c>, <c>type</c> and <c>event_time</c>, at most 512 MiB; read once at the
    /// start. Null where nothing was held out.
    /// </summary>
    public string? HeldOutFile { get; init; }

    /// <summary>
    /// Key that callers send as <c>x-api-key</c> or <c>authorization: Bearer</c>, 16–256 printable ASCII characters
    /// without spaces; null lets everybody in. Health is open either way.
    /// </summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Origins whose pages may call from a browser, as browsers write them, for example
    /// <c>https://shop.example</c>; <c>*</c> lets the pages of every site call. None by default.
    /// </summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>
    /// Sources that the home page does without, by name (<see cref="HomeSources.Names"/>); not all of them.
    /// </summary>
    public IReadOnlyList<string> WithoutSources { get; init; } = [];

    /// <summary>What trains when StartTraining is called; null serves no such call.</summary>
    public TrainingProgram? TrainingProgram { get; init; }

    /// <summary>How long a training may take that StartTraining started, 1 min – 30 days; then it is ended.</summary>
    public TimeSpan TrainingTimeLimit { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is wrong; the message names it and says what is right.</exception>
    public void Validate()
    {
        Require(IsListenable(Address), nameof(Address),
            "is http://ADDRESS:PORT, or https with a certificate, with an IP address or localhost, for example "
            + "http://127.0.0.1:5080");
        Require(Address.Scheme == "https" == CertificateFile is not null, nameof(CertificateFile),
            "goes with an address that begins with https://, and none without it");
        Require(CertificateKeyFile is null || CertificateFile is not null, nameof(CertificateKeyFile),
            "is that of CertificateFile, which is missing");
        Require(!string.IsNullOrWhiteSpace(DataDirectory), nameof(DataDirectory), "names a folder");
        Require(!string.IsNullOrWhiteSpace(ModelsDirectory), nameof(ModelsDirectory), "names a folder");
        Require(StoreMemoryBytes is >= 16L << 20 and <= 1L << 40, nameof(StoreMemoryBytes), "is from 16 MiB to 1 TiB");
        Require(CheckpointEveryBytes is >= 1L << 20 and <= 1L << 40,
            nameof(CheckpointEveryBytes), "is from 1 MiB to 1 TiB");
        if (JournalMaxAge is { } age) RequireTime(age, 60, 36_500 * 86_400d, nameof(JournalMaxAge));
        Require(RecallAlarm is null or (> 0 and <= 1), nameof(RecallAlarm), "is above 0 and at most 1");
        Require(JournalMaxBytes is null or (>= 1L << 20 and <= 1L << 50),
            nameof(JournalMaxBytes), "is from 1 MiB to 1 PiB");
        Require(MaxReceiveMessageBytes is >= 64 << 10 and <= 64 << 20,
            nameof(MaxReceiveMessageBytes), "is from 64 KiB to 64 MiB");
        Require(MaxConnections is >= 1 and <= 1_000_000, nameof(MaxConnections), "is from 1 to 1000000");
        Require(MaxStreamsPerConnection is >= 1 and <= 10_000, nameof(MaxStreamsPerConnection), "is from 1 to 10000");
        Require(MaxComputedAtOnce is >= 1 and <= 10_000, nameof(MaxComputedAtOnce), "is from 1 to 10000");
        Require(MaxConcurrentCalls is >= 1 and <= 1_000_000, nameof(MaxConcurrentCalls), "is from 1 to 1000000");
        Require(MaxIngestStreams is >= 1 and <= 100_000, nameof(MaxIngestStreams), "is from 1 to 100000");
        Require(MaxIngestBytes is >= 1L << 20 and <= 64L << 30, nameof(MaxIngestBytes), "is from 1 MiB to 64 GiB");
        RequireTime(AcknowledgementTimeout, 0.001, 3600, nameof(AcknowledgementTimeout));
        RequireTime(DefaultDeadline, 0.001, 3600, nameof(DefaultDeadline));
        RequireTime(KeepAlivePingDelay, 1, 3600, nameof(KeepAlivePingDelay));
        RequireTime(KeepAlivePingTimeout, 1, 600, nameof(KeepAlivePingTimeout));
        RequireTime(ModelPollInterval, 0.01, 3600, nameof(ModelPollInterval));
        RequireTime(WarmUpTime, 0, 60, nameof(WarmUpTime));
        RequireTime(TrainingTimeLimit, 60, 30 * 86_400, nameof(TrainingTimeLimit));
        RequireTime(DrainDelay, 0, 300, nameof(DrainDelay));
        RequireTime(ShutdownTimeout, 0, 600, nameof(ShutdownTimeout));
        Require(OtlpEndpoint is null or { IsAbsoluteUri: true, Scheme: "http" or "https" },
            nameof(OtlpEndpoint), "is an http or https address, for example http://127.0.0.1:4317");
        Require(HeldOutFile is null || File.Exists(HeldOutFile), nameof(HeldOutFile), "names a file that is there");
        Require(ApiKey is null || IsKey(ApiKey),
            nameof(ApiKey), "has 16 to 256 printable ASCII characters and no spaces");
        Require(CorsOrigins.Count <= MaxCorsOrigins && CorsOrigins.All(CorsSetup.IsOrigin),
            nameof(CorsOrigins), $"lists at most {MaxCorsOrigins} origins like https://shop.example, each without a "
            + "path or a trailing slash, or is *");
        HomeSources.Validate(WithoutSources);
        // Read again when the server starts; wrong files are told of before anything is opened.
        if (CertificateFile is not null) PemCertificate.Read(CertificateFile, CertificateKeyFile ?? CertificateFile);
    }

    private static bool IsListenable(Uri address) =>
        address is { IsAbsoluteUri: true, Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && (address.Host == "localhost" || IPAddress.TryParse(address.DnsSafeHost, out _));

    private static bool IsKey(string key) =>
        key.Length is >= 16 and <= 256 && !key.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static void RequireTime(TimeSpan value, double fromSeconds, double toSeconds, string option) => Require(
        value.TotalSeconds >= fromSeconds && value.TotalSeconds <= toSeconds,
        option, FormattableString.Invariant($"is from {fromSeconds} to {toSeconds} seconds"));

    private static void Require(bool holds, string option, string rule)
    {
        if (!holds) throw new ArgumentException($"Server option {option} is wrong: it {rule}.", option);
    }
}
