namespace Recsys.Pipeline.Features;

/// <summary>Names of <see cref="RankerKind"/>, as files and the command line have them.</summary>
public static class RankerKinds
{
    /// <summary>All names, in the order of the kinds.</summary>
    public static IReadOnlyList<string> Names { get; } = ["dlrm", "dcn_v2", "ncf", "wide_deep", "mlp"];

    /// <summary>The name of a kind.</summary>
    public static string NameOf(RankerKind kind) => Names[(int)kind];

    /// <summary>Finds a kind by its name.</summary>
    /// <returns>Whether there is one of that name.</returns>
    public static bool TryParse(string? name, out RankerKind kind)
    {
        int at = -1;
        for (int i = 0; i < Names.Count; i++)
            if (Names[i] == name) at = i;
        kind = (RankerKind)Math.Max(at, 0);
        return at >= 0;
    }
}
