using System.Runtime.InteropServices;

namespace Recsys.Models;

/// <summary>A layer's weights as the native library takes them: recsys_byte_weights.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ByteWeights
{
    /// <summary>[outputs / 6, groups, 6, 4].</summary>
    public sbyte* Weights;

    /// <summary>What each output's sum starts from.</summary>
    public int* Start;

    /// <summary>Of each output.</summary>
    public float* Scales;

    /// <summary>Outputs.</summary>
    public int Outputs;

    /// <summary>Groups of four inputs.</summary>
    public int Groups;
}
