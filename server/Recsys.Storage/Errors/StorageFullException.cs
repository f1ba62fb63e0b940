namespace Recsys.Storage.Errors;

/// <summary>
/// The disk is full: nothing of the request was kept, nothing acknowledged before was lost, and the same request works
/// once there is space.
/// </summary>
public sealed class StorageFullException : StorageException
{
    /// <summary>Makes one.</summary>
    public StorageFullException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
