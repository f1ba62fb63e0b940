namespace Recsys.Pipeline.Retrieval;

/// <summary>What a pipeline's list of sources must hold to.</summary>
internal static class SourceChecks
{
    public static IReadOnlyList<WeightedSource> Checked(IReadOnlyList<WeightedSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Count is < 1 or > PipelineLimits.MaxSources)
            throw new ArgumentException(
                $"A pipeline has 1 to {PipelineLimits.MaxSources} sources, not {sources.Count}.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            string name = source.Source.Name;
            if (!names.Add(name)) throw new ArgumentException($"Two sources are named '{name}'.");
            if (!(source.Share > 0) || !float.IsFinite(source.Share))
                throw new ArgumentException($"The share of source '{name}' must be a finite number above 0.");
            if (!(source.Weight > 0) || !float.IsFinite(source.Weight))
                throw new ArgumentException($"The weight of source '{name}' must be a finite number above 0.");
        }
        return sources;
    }

    public static uint FallbackMask(IReadOnlyList<WeightedSource> sources)
    {
        uint mask = 0;
        for (int i = 0; i < sources.Count; i++)
            if (sources[i].Fallback) mask |= 1u << i;
        return mask;
    }
}
