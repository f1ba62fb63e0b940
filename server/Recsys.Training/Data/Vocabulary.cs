namespace Recsys.Training.Data;

/// <summary>Gives each distinct string a number, from 0 in order of first appearance.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    public int Count => _words.Count;

    public string this[int number] => _words[number];

    public bool Contains(string word) => _numbers.ContainsKey(word);

    public int GetOrAdd(string word)
    {
        if (_numbers.TryGetValue(word, out int number)) return number;
        number = _words.Count;
        _numbers.Add(word, number);
        _words.Add(word);
        return number;
    }

    public string[] ToArray() => [.. _words];
}
