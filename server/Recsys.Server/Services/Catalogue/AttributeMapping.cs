using Google.Protobuf.Collections;
using Recsys.Server.Services.Validation;
using Recsys.Storage;

namespace Recsys.Server.Services.Catalogue;

/// <summary>Free attributes of products and customers.</summary>
internal static class AttributeMapping
{
    // Names come from the caller and go into the error's path: enough of them to know which one it is.
    private const int MostShown = 32;

    public static void Check(Violations violations, string path, MapField<string, string> attributes)
    {
        if (!violations.Count(path, attributes.Count, 0, StorageLimits.Attributes)) return;
        foreach (var (name, value) in attributes)
        {
            if (violations.Full) return;
            if (name.Length is 0 or > StorageLimits.AttributeNameLength)
            {
                violations.Add(
                    path, $"has a name of {name.Length} characters; give 1–{StorageLimits.AttributeNameLength}.");
                continue;
            }
            violations.Text($"{path}[{Shown(name)}]", name, StorageLimits.AttributeNameLength, allowLines: true);
            violations.Text($"{path}[{Shown(name)}]", value, StorageLimits.AttributeValueLength, allowLines: true);
        }
    }

    private static string Shown(string name) =>
        name.Length <= MostShown ? name : string.Concat(name.AsSpan(0, MostShown), "…");
}
