namespace Recsys.Storage.Errors;

/// <summary>Another process, or another store in this one, has the folder open.</summary>
public sealed class StorageInUseException : StorageException
{
    /// <summary>Makes one.</summary>
    public StorageInUseException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
