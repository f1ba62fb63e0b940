namespace Recsys.LoadTest.Targets;

/// <summary>How the load reaches a server.</summary>
public sealed record LoadAccess
{
    /// <summary>Connections, 1–256; calls go round them.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Streams of interactions, 1–256, where the mix has any; they go round the connections.</summary>
    public int IngestStreams { get; init; } = 4;

    /// <summary>How long each call may take, 1 ms – 10 minutes.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Sent as <c>authorization: Bearer</c> with every call; null sends none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>File of certificates in PEM that servers with TLS are trusted by; null trusts whom the system
    /// trusts.</summary>
    public string? RootCertificatesFile { get; init; }

    /// <summary>Refuses values out of bounds.</summary>
    /// <exception cref="ArgumentException">Names the value and its bounds.</exception>
    public LoadAccess Checked()
    {
        Require(Connections is >= 1 and <= 256, "Connections are 1 to 256.");
        Require(IngestStreams is >= 1 and <= 256, "Streams of interactions are 1 to 256.");
        Require(
            Deadline >= TimeSpan.FromMilliseconds(1) && Deadline <= TimeSpan.FromMinutes(10),
            "The deadline is 1 to 600000 milliseconds.");
        return this;
    }

    private static void Require(bool holds, string message)
    {
        if (!holds) throw new ArgumentException(message);
    }
}
