using System.Text.Json;

namespace Recsys.Training.Tuning;

/// <summary>
/// Training options as a file that people and searches write: <c>{"tower_dimension": 32, "horizon_days": 14.5}</c>.
/// What it does not name stays as it was.
/// </summary>
public static class TrainingSettingsFile
{
    private const long MostBytes = 1 << 20;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Reads settings over given options.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The options that hold where the file says nothing.</param>
    /// <exception cref="InvalidDataException">The file is no JSON object of known settings within their ranges; the
    /// message names the setting.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TrainingOptions Load(string path, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        if (new FileInfo(path).Length > MostBytes)
            throw new InvalidDataException($"{path} is no settings file: it is larger than {MostBytes >> 20} MiB.");
        Dictionary<string, JsonElement>? values;
        try
        {
            values = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(File.ReadAllBytes(path));
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path} is no JSON object: {broken.Message}", broken);
        }
        foreach (var (name, value) in values ?? throw new InvalidDataException($"{path} holds no settings."))
            options = Set(options, path, name, value);
        try
        {
            options.Validate();
        }
        catch (ArgumentException wrong)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
        return options;
    }

    /// <summary>Writes all settings of some options, so that the file says the same when defaults change.</summary>
    public static void Save(TrainingOptions options, string path)
    {
        ArgumentNullException.ThrowIfNull(options);
        string aside = path + ".new";
        File.WriteAllText(aside, JsonSerializer.Serialize(Values(options), Indented) + "\n");
        // At once: a reader finds the old settings or the new ones.
        File.Move(aside, path, overwrite: true);
    }

    /// <summary>All settings by name.</summary>
    internal static Dictionary<string, double> Values(TrainingOptions options) =>
        TrainingSetting.All.ToDictionary(setting => setting.Name, setting => setting.Get(options));

    private static TrainingOptions Set(TrainingOptions options, string path, string name, JsonElement value)
    {
        var setting = TrainingSetting.All.FirstOrDefault(known => known.Name == name)
            ?? throw new InvalidDataException(
                $"{path}: there is no setting '{name}'; there are "
                + $"{string.Join(", ", TrainingSetting.All.Select(known => known.Name))}.");
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out double number)
            || (setting.Whole && (number != Math.Floor(number) || Math.Abs(number) > int.MaxValue)))
            throw new InvalidDataException(
                $"{path}: {name} must be a {(setting.Whole ? "whole " : "")}number, not {value.GetRawText()}.");
        return setting.With(options, number);
    }
}
