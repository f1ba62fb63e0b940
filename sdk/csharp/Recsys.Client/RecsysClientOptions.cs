namespace Recsys.Client;

/// <summary>How a <see cref="RecsysClient"/> calls. A client takes a copy: later changes do not reach it.</summary>
public sealed record RecsysClientOptions
{
    /// <summary>
    /// The server, for example <c>http://127.0.0.1:5080</c>: for clients that are made from options alone, as by
    /// <c>AddRecsysClient</c>. <see cref="RecsysClient.Connect(string, RecsysClientOptions?)"/> takes its own.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>
    /// How long a unary call may take in all, repeats included, unless the call names a deadline of its own: 1 ms – 1
    /// day; 5 seconds by default. Streams have no deadline unless the call names one.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often a call that the contract marks as safe to repeat is tried in all while the server answers UNAVAILABLE:
    /// 1–5; 3 by default, 1 for no repeats. Waits about 0.1, 0.2, 0.4 … seconds between tries, or as long as the server
    /// says.
    /// </summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Sent as <c>authorization: Bearer</c> with every call; null sends none. Use it with https
    /// only.</summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// File of certificates in PEM: a server with TLS is trusted when its certificate leads to one of them. Null, the
    /// default, trusts whom the system trusts. Names of servers are checked in any case. With
    /// <see cref="HttpHandler"/>, trust is that handler's own.
    /// </summary>
    public string? RootCertificatesFile { get; set; }

    /// <summary>Largest answer taken, in bytes: 1 KiB – 1 GiB; 32 MiB by default.</summary>
    public int MaxReceiveBytes { get; set; } = 32 << 20;

    /// <summary>How long opening a connection may take: 1 ms – 1 day; 5 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Sends the calls instead of the client's own handler: a proxy, certificates of one's own, or a test server. It is
    /// not disposed with the client.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Clock that deadlines are counted by; the system's by default.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    internal void Validate()
    {
        RequireDuration(Timeout, nameof(Timeout));
        RequireDuration(ConnectTimeout, nameof(ConnectTimeout));
        Require(MaxAttempts is >= 1 and <= 5, nameof(MaxAttempts), "must be 1–5");
        Require(MaxReceiveBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxReceiveBytes), "must be 1 KiB – 1 GiB");
        Require(ApiKey is null || IsHeaderText(ApiKey), nameof(ApiKey), "must be 1–4096 visible ASCII characters");
        Require(RootCertificatesFile is null || HttpHandler is null, nameof(RootCertificatesFile),
            "must be null with an HttpHandler, which decides itself whom to trust");
        ArgumentNullException.ThrowIfNull(Time);
    }

    private static bool IsHeaderText(string text) =>
        text.Length is >= 1 and <= 4096 && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;

    private static void RequireDuration(TimeSpan value, string name) =>
        Require(value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromDays(1), name, "must be 1 ms – 1 day");

    private static void Require(bool holds, string name, string rule)
    {
        if (!holds) throw new ArgumentException($"{nameof(RecsysClientOptions)}.{name} {rule}.");
    }
}
