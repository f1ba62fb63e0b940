namespace Recsys.Native;

/// <summary>A call into the native library failed.</summary>
public sealed class NativeException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="status">What went wrong.</param>
    /// <param name="message">One clear text, naming what to change.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public NativeException(NativeStatus status, string message, Exception? inner = null) : base(message, inner) =>
        Status = status;

    /// <summary>What went wrong.</summary>
    public NativeStatus Status { get; }
}
