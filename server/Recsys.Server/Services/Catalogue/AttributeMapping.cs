using Google.Protobuf.Collections;
using Recsys.Server.Services.Validation;
using Recsys.Storage;

namespace Recsys.Server.Services.Catalogue;

/// <summary>Free attributes of products and customers.</summary>
internal static class AttributeMapping
{
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
            violations.Text(path, name, StorageLimits.AttributeNameLength, allowLines: true);
            violations.Text($"{path}[{name}]", value, StorageLimits.AttributeValueLength, allowLines: true);
        }
    }
}
