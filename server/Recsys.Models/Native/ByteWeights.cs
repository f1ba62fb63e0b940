using System.Runtime.InteropServices;

namespace Recsys.Models;

/// <summary>A layer's weights as the native library takes them: recsys_byte_weights.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ByteWeights
{
    /// <summary>[outputs / 6, inputs / 4, 6, 4].</summary>
    public sbyte* Weights;

    /// <summary>What each output's sum starts from.</summary>
    public int* Start;

    /// <summary>Of each output.</summary>
    public float* Scales;

    /// <summary>What each input is multiplied by before bytes are made of it.</summary>
    public float* Shrink;

    /// <summary>Inputs.</summary>
    public int Inputs;

    /// <summary>Outputs.</summary>
    public int Outputs;

    /// <summary>1 where an input may be below zero, else 0.</summary>
    public int IsSigned;
}
