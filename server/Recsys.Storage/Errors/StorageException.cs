namespace Recsys.Storage.Errors;

/// <summary>The store could not do what was asked because of its files or disk; never an expected outcome.</summary>
public class StorageException : Exception
{
    /// <summary>Makes one.</summary>
    public StorageException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
