using Google.Protobuf.WellKnownTypes;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Services.Catalogue;

/// <summary>Which fields an update changes.</summary>
internal static class UpdateMask
{
    /// <summary>Means the whole record, and stands alone.</summary>
    public const string Everything = "*";

    /// <summary>
    /// The fields a mask chooses: those it names, those that are set where there is none, all for <c>*</c>.
    /// </summary>
    public static List<RecordField<TMessage, TRecord>> Choose<TMessage, TRecord>(
        Violations violations, FieldMask? mask, TMessage message,
        IReadOnlyDictionary<string, RecordField<TMessage, TRecord>> fields)
    {
        if (mask is null || mask.Paths.Count == 0) return [.. fields.Values.Where(field => field.IsSet(message))];
        if (mask.Paths is [Everything]) return [.. fields.Values];
        var chosen = new List<RecordField<TMessage, TRecord>>();
        foreach (string path in mask.Paths)
        {
            if (violations.Full) break;
            if (fields.TryGetValue(path, out var field)) chosen.Add(field);
            else violations.Add("update_mask", Problem(path, fields.Keys));
        }
        return chosen;
    }

    private static string Problem(string path, IEnumerable<string> known)
    {
        string named = path.Length <= 64 ? path : string.Concat(path.AsSpan(0, 64), "…");
        string fields = string.Join(", ", known.Order(StringComparer.Ordinal));
        return path == Everything
            ? "names other fields beside *; give * alone."
            : $"names '{named}', which cannot be updated; name any of {fields}.";
    }
}
