using System.Runtime.InteropServices;

namespace Recsys.VectorIndex;

/// <summary>Owns a <c>recsys_ivf</c>; a search under way keeps it alive.</summary>
internal sealed class IvfIndexHandle : SafeHandle
{
    public IvfIndexHandle(nint index) : base(0, ownsHandle: true) => SetHandle(index);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        IvfIndexNative.recsys_ivf_free(handle);
        return true;
    }
}
