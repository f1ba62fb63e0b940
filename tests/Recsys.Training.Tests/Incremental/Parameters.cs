using Recsys.Models;
using Recsys.Models.Repository;

namespace Recsys.Training.Tests.Incremental;

/// <summary>Reads weights of a version's modules.</summary>
internal static class Parameters
{
    public static float[] Named(ModelVersion version, string file, string name)
    {
        using var module = TorchModule.Load(version.FilePath(file));
        return Of(module, name);
    }

    public static float[] All(ModelVersion version, string file)
    {
        using var module = TorchModule.Load(version.FilePath(file));
        return [.. module.Parameters.SelectMany(parameter => Of(module, parameter.Name))];
    }

    public static float[] Of(TorchModule module, string name)
    {
        var values = new float[module.Parameters.Single(parameter => parameter.Name == name).Elements];
        module.ReadParameter(name, values);
        return values;
    }
}
