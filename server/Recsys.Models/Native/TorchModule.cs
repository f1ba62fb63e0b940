using System.Text;
using Recsys.Native;

namespace Recsys.Models;

/// <summary>
/// A TorchScript module: weights and the methods that use them. Made from source text or loaded from a .pt file, which
/// Python's <c>torch.jit.load</c> reads as well. <see cref="Forward"/> may run on many threads at once, as long as
/// nothing changes the parameters meanwhile.
/// </summary>
public sealed class TorchModule : IDisposable
{
    private const int LongestName = 512;

    private TorchModule(nint module, bool isMapped = false)
    {
        Handle = new TorchModuleHandle(module);
        Parameters = ReadParameters();
        IsMapped = isMapped;
    }

    /// <summary>Parameters in the order in which they were registered, then buffers.</summary>
    public IReadOnlyList<TorchParameterInfo> Parameters { get; }

    /// <summary>Whether its values stay in its file until they are used (<see cref="Map"/>).</summary>
    public bool IsMapped { get; }

    internal TorchModuleHandle Handle { get; }

    /// <summary>Makes a module.</summary>
    /// <param name="name">Name of its class, an identifier.</param>
    /// <param name="source">
    /// TorchScript methods, each <c>def name(self, x):</c> and so on. They name parameters as <c>self.name</c> and
    /// functions by their torch name (<c>torch.linear</c>, <c>torch.sigmoid</c>); new tensors are made on their input's
    /// device.
    /// </param>
    /// <param name="parameters">The parameters and buffers, with different names.</param>
    /// <param name="seed">Seed of their initial values; the same seed gives the same values.</param>
    /// <exception cref="NativeException">The source does not compile; the message quotes the place.</exception>
    public static unsafe TorchModule Create(
        string name, string source, IReadOnlyList<TorchParameter> parameters, ulong seed)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentNullException.ThrowIfNull(parameters);
        using var described = new NativeParameters(parameters);
        NativeCall.ThrowIfFailed(TorchModuleNative.recsys_module_create(
            name, source, described.First, parameters.Count, seed, out nint module));
        return new TorchModule(module);
    }

    /// <summary>Loads a .pt file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, cut short or no TorchScript module.</exception>
    public static TorchModule Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"{path} is not there.", path);
        int code = TorchModuleNative.recsys_module_load(path, out nint module);
        if ((NativeStatus)code == NativeStatus.DamagedFile)
            throw new InvalidDataException(
                $"{path} is no TorchScript module, is damaged or was cut short: "
                + FirstLine(NativeCall.LastErrorText()));
        NativeCall.ThrowIfFailed(code);
        return new TorchModule(module);
    }

    /// <summary>
    /// Loads a .pt file to be compared or copied from, not to serve: values stay in the file, which must not change
    /// meanwhile, until they are used. Tables of gigabytes of which a few rows are asked for cost those rows. What
    /// cannot be had that way is loaded as <see cref="Load"/> does.
    /// </summary>
    /// <remarks>The archive's own checksums are not compared: whoever needs that compares the file's before.</remarks>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, cut short or no TorchScript module.</exception>
    public static TorchModule Map(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return TorchModuleNative.recsys_module_map(path, out nint module) == (int)NativeStatus.Ok
            ? new TorchModule(module, isMapped: true)
            : Load(path);
    }

    /// <summary>Saves the module as a .pt file.</summary>
    /// <exception cref="NativeException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        NativeCall.ThrowIfFailed(TorchModuleNative.recsys_module_save(Handle, path));
    }

    /// <summary>Runs a method that returns one tensor: in inference mode, on the calling thread alone.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="inputs">Its arguments, at most 16.</param>
    /// <param name="output">Filled with the result, row-major, as float32.</param>
    /// <returns>Elements written.</returns>
    /// <exception cref="NativeException">
    /// There is no such method, the output is too small, or the method failed; the message says which.
    /// </exception>
    public unsafe int Forward(string method, ReadOnlySpan<TorchInput> inputs, Span<float> output)
    {
        using var pinned = new PinnedInputs(inputs);
        fixed (NativeTensor* tensors = &pinned.First)
        fixed (float* values = output)
        {
            NativeCall.ThrowIfFailed(TorchModuleNative.recsys_module_forward(
                Handle, method, tensors, pinned.Count, values, output.Length, out long written));
            return (int)written;
        }
    }

    /// <summary>Copies a parameter or buffer out.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">As long as it has elements; row-major.</param>
    /// <exception cref="NativeException">There is none of that name, or it has another size.</exception>
    public unsafe void ReadParameter(string name, Span<float> values)
    {
        fixed (float* target = values)
            NativeCall.ThrowIfFailed(
                TorchModuleNative.recsys_module_parameter_read(Handle, name, target, values.Length));
    }

    /// <summary>Replaces the values of a parameter or buffer.</summary>
    /// <inheritdoc cref="ReadParameter(string, Span{float})"/>
    public unsafe void WriteParameter(string name, ReadOnlySpan<float> values)
    {
        fixed (float* source = values)
            NativeCall.ThrowIfFailed(
                TorchModuleNative.recsys_module_parameter_write(Handle, name, source, values.Length));
    }

    /// <summary>Copies a part of a parameter or buffer out: a table of gigabytes need not be held twice.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="offset">The first value's position, row-major, not below 0.</param>
    /// <param name="values">As long as the part; row-major.</param>
    /// <exception cref="NativeException">There is none of that name, or it does not reach that far.</exception>
    public unsafe void ReadParameter(string name, long offset, Span<float> values)
    {
        fixed (float* target = values)
            NativeCall.ThrowIfFailed(TorchModuleNative.recsys_module_parameter_read_range(
                Handle, name, offset, target, values.Length));
    }

    /// <summary>Replaces a part of the values of a parameter or buffer.</summary>
    /// <inheritdoc cref="ReadParameter(string, long, Span{float})"/>
    public unsafe void WriteParameter(string name, long offset, ReadOnlySpan<float> values)
    {
        fixed (float* source = values)
            NativeCall.ThrowIfFailed(TorchModuleNative.recsys_module_parameter_write_range(
                Handle, name, offset, source, values.Length));
    }

    /// <summary>A module of the same methods with its own copy of all values: what early stopping goes back
    /// to.</summary>
    public TorchModule Clone()
    {
        NativeCall.ThrowIfFailed(TorchModuleNative.recsys_module_clone(Handle, out nint copy));
        return new TorchModule(copy);
    }

    /// <summary>Takes over the values of all parameters and buffers of another module.</summary>
    /// <param name="other">A module with the same names and shapes, for example a <see cref="Clone"/>.</param>
    /// <exception cref="NativeException">Names or shapes differ; nothing was copied then.</exception>
    public void CopyParametersFrom(TorchModule other)
    {
        ArgumentNullException.ThrowIfNull(other);
        NativeCall.ThrowIfFailed(TorchModuleNative.recsys_module_copy_parameters(Handle, other.Handle));
    }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();

    private static string FirstLine(string text)
    {
        string trimmed = text.Trim();
        int end = trimmed.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? trimmed : trimmed[..end];
    }

    private unsafe TorchParameterInfo[] ReadParameters()
    {
        NativeCall.ThrowIfFailed(TorchModuleNative.recsys_module_parameter_count(Handle, out int count));
        var parameters = new TorchParameterInfo[count];
        byte* name = stackalloc byte[LongestName];
        for (int i = 0; i < count; i++)
        {
            NativeParameterInfo info;
            NativeCall.ThrowIfFailed(
                TorchModuleNative.recsys_module_parameter_info(Handle, i, name, LongestName, &info));
            long[] shape = new ReadOnlySpan<long>(info.Shape, info.Rank).ToArray();
            string text = Encoding.UTF8.GetString(name, Math.Min(info.NameBytes, LongestName - 1));
            parameters[i] = new TorchParameterInfo(text, shape, info.Sparse != 0, info.IsBuffer != 0);
        }
        return parameters;
    }
}
