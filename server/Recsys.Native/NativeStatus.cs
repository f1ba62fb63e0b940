
namespace Recsys.Native;

/// <summary>What a call into the native library came to; the values are those of <c>recsys_status</c>.</summary>
public enum NativeStatus
{
    /// <summary>It worked.</summary>
    Ok = 0,
    /// <summary>An argument cannot be meant.</summary>
    InvalidArgument = 1,
    /// <summary>A file is not what it should be, or only part of it.</summary>
    DamagedFile = 2,
    /// <summary>A file could not be read or written.</summary>
    IoFailure = 3,
    /// <summary>A loss became NaN or infinite.</summary>
    NotFinite = 4,
    /// <summary>No memory was left.</summary>
    OutOfMemory = 5,
    /// <summary>A library failed: an error in TorchScript source, for example.</summary>
    Failed = 6,
    /// <summary>The library is not there, or cannot be loaded.</summary>
    NotLoaded = -1,
}
