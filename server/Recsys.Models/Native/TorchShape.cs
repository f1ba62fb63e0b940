using System.Runtime.CompilerServices;

namespace Recsys.Models;

/// <summary>Room for the sizes of one input, inside of it.</summary>
[InlineArray(TorchInput.MaxRank)]
internal struct TorchShape
{
    private long _size;
}
