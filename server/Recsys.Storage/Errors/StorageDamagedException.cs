namespace Recsys.Storage.Errors;

/// <summary>The journal is damaged where acknowledged records were: a backup is needed.</summary>
public sealed class StorageDamagedException : StorageException
{
    /// <summary>Makes one.</summary>
    public StorageDamagedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
