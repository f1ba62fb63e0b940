using Recsys.Storage.Records;

namespace Recsys.Storage.Catalogue;

/// <summary>Checks of single fields, each null when all is well.</summary>
internal static class FieldRules
{
    public static FieldViolation? Id(string field, string id) => TextRules.IsId(id)
        ? null
        : new FieldViolation(field, id.Length switch
        {
            0 => "is empty: give 1 to 128 characters",
            > StorageLimits.IdLength => $"has {id.Length} characters: give at most {StorageLimits.IdLength}",
            _ => "holds control characters or broken Unicode",
        });

    public static FieldViolation? Text(string field, string text, int most)
    {
        if (text.Length > most) return new FieldViolation(field, $"has {text.Length} characters: give at most {most}");
        return TextRules.IsPlain(text, allowLines: true)
            ? null
            : new FieldViolation(field, "holds control characters or broken Unicode");
    }

    public static FieldViolation? Texts(string field, IReadOnlyList<string> texts, int mostTexts, int mostLength)
    {
        if (texts.Count > mostTexts)
            return new FieldViolation(field, $"has {texts.Count} entries: give at most {mostTexts}");
        for (int i = 0; i < texts.Count; i++)
        {
            if (texts[i].Length == 0) return new FieldViolation($"{field}[{i}]", "is empty");
            if (Text($"{field}[{i}]", texts[i], mostLength) is { } violation) return violation;
        }
        return null;
    }

    public static FieldViolation? Country(string field, string country) => TextRules.IsCountry(country)
        ? null
        : new FieldViolation(field, $"is longer than {StorageLimits.CountryBytes} bytes or holds control characters");

    public static FieldViolation? Attributes(IReadOnlyDictionary<string, string> attributes)
    {
        if (attributes.Count > StorageLimits.Attributes)
            return new FieldViolation(
                "attributes", $"has {attributes.Count} entries: give at most {StorageLimits.Attributes}");
        foreach (var (name, value) in attributes)
        {
            if (name.Length == 0) return new FieldViolation("attributes", "has an entry without a name");
            var violation = Text("attributes", name, StorageLimits.AttributeNameLength)
                ?? Text($"attributes[{name}]", value, StorageLimits.AttributeValueLength);
            if (violation is not null) return violation;
        }
        return null;
    }

    public static FieldViolation? Holds(string field, bool holds, string problem) =>
        holds ? null : new FieldViolation(field, problem);
}
