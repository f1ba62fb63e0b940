namespace Recsys.Conformance.Cases;

/// <summary>The servers that cases are about.</summary>
internal enum ServerKind
{
    /// <summary>The server in the clear, with no key.</summary>
    Plain,

    /// <summary>With TLS and an API key; the caller has both right.</summary>
    Secured,

    /// <summary>The same, the caller has a wrong key.</summary>
    WrongKey,

    /// <summary>The same, the caller has no key.</summary>
    NoKey,

    /// <summary>The same, the caller does not trust its certificate.</summary>
    Untrusted,

    /// <summary>A port nobody listens on.</summary>
    Nowhere,

    /// <summary>Answers UNAVAILABLE so many times, then an empty message; counts what arrives.</summary>
    Flaky,

    /// <summary>The plain server behind a proxy that cuts connections.</summary>
    Cutting,

    /// <summary>A server that is killed and started again while a call is under way.</summary>
    Restarting,

    /// <summary>A server without a model.</summary>
    Unready,
}
