namespace Grpc.Core;

/// <summary>How a call ended, as numbered by the gRPC protocol.</summary>
public enum StatusCode
{
    /// <summary>Success.</summary>
    OK = 0,
    /// <summary>The caller gave the call up.</summary>
    Cancelled = 1,
    /// <summary>An error of a kind the server did not name.</summary>
    Unknown = 2,
    /// <summary>The request can never be right, whatever the state of the server.</summary>
    InvalidArgument = 3,
    /// <summary>The deadline passed before the call ended; it may have taken effect.</summary>
    DeadlineExceeded = 4,
    /// <summary>What was asked for is not there.</summary>
    NotFound = 5,
    /// <summary>What should be made is already there.</summary>
    AlreadyExists = 6,
    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,
    /// <summary>Something ran out: quota, memory, message size.</summary>
    ResourceExhausted = 8,
    /// <summary>The state of the server does not allow it now; trying again without a change will not help.</summary>
    FailedPrecondition = 9,
    /// <summary>The call lost against another one; start the whole exchange again.</summary>
    Aborted = 10,
    /// <summary>Past the end of what is there.</summary>
    OutOfRange = 11,
    /// <summary>The server does not offer this method.</summary>
    Unimplemented = 12,
    /// <summary>An invariant of the server broke.</summary>
    Internal = 13,
    /// <summary>The server cannot be reached or cannot answer now; trying again with a pause may help.</summary>
    Unavailable = 14,
    /// <summary>Data was lost or damaged beyond repair.</summary>
    DataLoss = 15,
    /// <summary>The caller is not known.</summary>
    Unauthenticated = 16,
}
