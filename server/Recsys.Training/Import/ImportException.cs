namespace Recsys.Training.Import;

/// <summary>
/// An import that cannot start or go on, in one line for the person who asked for it: what, where, and what to do.
/// </summary>
public sealed class ImportException : IOException
{
    /// <summary>Makes one.</summary>
    public ImportException(string message) : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public ImportException(string message, Exception cause) : base(message, cause)
    {
    }
}
