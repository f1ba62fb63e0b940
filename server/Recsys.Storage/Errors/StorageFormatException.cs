namespace Recsys.Storage.Errors;

/// <summary>The folder holds something else, or was written by a newer version than this one reads.</summary>
public sealed class StorageFormatException : StorageException
{
    /// <summary>Makes one.</summary>
    public StorageFormatException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
