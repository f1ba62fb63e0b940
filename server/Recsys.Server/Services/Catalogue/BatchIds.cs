using Recsys.Server.Services.Validation;

namespace Recsys.Server.Services.Catalogue;

/// <summary>The ids of a batch-get.</summary>
internal static class BatchIds
{
    public static void Check(Violations violations, string field, IReadOnlyList<string> ids, int most)
    {
        if (!violations.Count(field, ids.Count, 1, most)) return;
        violations.Ids(field, ids, most);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < ids.Count && !violations.Full; i++)
            if (!seen.Add(ids[i])) violations.Add($"{field}[{i}]", "repeats an earlier one; give each once.");
    }
}
