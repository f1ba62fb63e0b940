using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Recsys.Models;

/// <summary>A list of parameters in native memory, for the call that makes a module.</summary>
internal sealed unsafe class NativeParameters : IDisposable
{
    private readonly int _count;

    public NativeParameters(IReadOnlyList<TorchParameter> parameters)
    {
        // Zeroed, so that what was not filled when something threw is still safe to free.
        First = (NativeParameter*)NativeMemory.AllocZeroed(
            (nuint)Math.Max(parameters.Count, 1), (nuint)sizeof(NativeParameter));
        _count = parameters.Count;
        for (int i = 0; i < _count; i++) Fill(First + i, parameters[i]);
    }

    public NativeParameter* First { get; private set; }

    public void Dispose()
    {
        for (int i = 0; i < _count; i++)
        {
            Utf8StringMarshaller.Free(First[i].Name);
            NativeMemory.Free(First[i].Shape);
        }
        NativeMemory.Free(First);
        First = null;
    }

    private static void Fill(NativeParameter* native, TorchParameter parameter)
    {
        native->Name = Utf8StringMarshaller.ConvertToUnmanaged(parameter.Name);
        native->Shape = (long*)NativeMemory.Alloc((nuint)Math.Max(parameter.Shape.Length, 1), sizeof(long));
        parameter.Shape.CopyTo(new Span<long>(native->Shape, parameter.Shape.Length));
        native->Rank = parameter.Shape.Length;
        native->Init = (int)parameter.Init;
        native->Scale = parameter.Scale;
        native->Sparse = parameter.Sparse ? 1 : 0;
        native->IsBuffer = parameter.IsBuffer ? 1 : 0;
    }
}
