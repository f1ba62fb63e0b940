namespace Recsys.Models;

/// <summary><c>recsys_type</c>.</summary>
internal enum TorchInputType
{
    Float32 = 0,
    Int32 = 1,
    Int64 = 2,
}
