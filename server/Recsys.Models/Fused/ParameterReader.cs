namespace Recsys.Models.Fused;

/// <summary>Reads a module's parameters by name.</summary>
internal sealed class ParameterReader(TorchModule module)
{
    public float[] this[string name]
    {
        get
        {
            var values = new float[module.Parameters.Single(p => p.Name == name).Elements];
            module.ReadParameter(name, values);
            return values;
        }
    }

    public RowLayer Row(string name, int layer) =>
        new(this[$"{name}_weight_{layer}"], this[$"{name}_bias_{layer}"], Inputs($"{name}_weight_{layer}"));

    public PackedLayer Packed(string name, int layer) =>
        new(this[$"{name}_weight_{layer}"], this[$"{name}_bias_{layer}"], Inputs($"{name}_weight_{layer}"));

    /// <summary>With 8 bits a weight, behind a layer whose outputs are never below zero.</summary>
    public ByteLayer Bytes(string name, int layer) =>
        new(this[$"{name}_weight_{layer}"], Inputs($"{name}_weight_{layer}"), signed: false);

    private int Inputs(string weight) => (int)module.Parameters.Single(p => p.Name == weight).Shape[1];
}
