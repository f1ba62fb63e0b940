namespace Recsys.Snapshots;

/// <summary><c>items.txt</c>: the products a model knows, one id per line; the line number from 0 is the model
/// row.</summary>
public static class ItemList
{
    private const int MaxItems = 50_000_000;

    /// <summary>Reads the list.</summary>
    /// <exception cref="InvalidDataException">It is empty, has an empty line, or is too long.</exception>
    public static string[] Read(string path)
    {
        var ids = new List<string>();
        foreach (string line in File.ReadLines(path))
        {
            if (line.Length == 0)
                throw new InvalidDataException($"{ModelArtifacts.Items} has no id in line {ids.Count + 1}.");
            if (ids.Count == MaxItems)
                throw new InvalidDataException($"{ModelArtifacts.Items} is longer than {MaxItems} lines.");
            ids.Add(line);
        }
        return ids.Count > 0 ? [.. ids] : throw new InvalidDataException($"{ModelArtifacts.Items} is empty.");
    }
}
