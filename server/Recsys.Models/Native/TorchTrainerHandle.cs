using System.Runtime.InteropServices;

namespace Recsys.Models;

/// <summary>Owns a <c>recsys_trainer</c>.</summary>
internal sealed class TorchTrainerHandle : SafeHandle
{
    public TorchTrainerHandle(nint trainer) : base(0, ownsHandle: true) => SetHandle(trainer);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        TorchTrainerNative.recsys_trainer_free(handle);
        return true;
    }
}
