using System.Runtime.InteropServices;

namespace Recsys.Models;

/// <summary>Owns a <c>recsys_module</c>; a call under way keeps it alive.</summary>
internal sealed class TorchModuleHandle : SafeHandle
{
    public TorchModuleHandle(nint module) : base(0, ownsHandle: true) => SetHandle(module);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        TorchModuleNative.recsys_module_free(handle);
        return true;
    }
}
