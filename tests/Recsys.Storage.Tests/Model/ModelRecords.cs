using System.Globalization;
using Recsys.Storage.Catalogue;

namespace Recsys.Storage.Tests.Model;

/// <summary>What products or customers should be: a text each, and a version that never comes again.</summary>
internal sealed class ModelRecords
{
    private readonly Dictionary<string, long> _versions = [];

    /// <summary>Records that exist, in the order they are listed.</summary>
    public SortedDictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    public string EtagOf(string id) => _versions[id].ToString(CultureInfo.InvariantCulture);

    public WriteOutcome Create(string id, string text) =>
        Texts.ContainsKey(id) ? WriteOutcome.AlreadyExists : Put(id, text);

    public WriteOutcome Update(string id, string text, string etag)
    {
        if (!Texts.ContainsKey(id)) return WriteOutcome.NotFound;
        return etag.Length > 0 && etag != EtagOf(id) ? WriteOutcome.EtagMismatch : Put(id, text);
    }

    public WriteOutcome Put(string id, string text)
    {
        bool exists = Texts.ContainsKey(id);
        Texts[id] = text;
        Raise(id);
        return exists ? WriteOutcome.Updated : WriteOutcome.Created;
    }

    /// <param name="id">Which.</param>
    /// <param name="etag">Only with this etag; empty for any.</param>
    /// <param name="traces">Whether there is something to delete also without a record.</param>
    public WriteOutcome Delete(string id, string etag, bool traces = false)
    {
        bool exists = Texts.ContainsKey(id);
        if (!exists && !traces) return WriteOutcome.NotFound;
        if (etag.Length > 0 && !(exists && etag == EtagOf(id))) return WriteOutcome.EtagMismatch;
        Texts.Remove(id);
        Raise(id);
        return WriteOutcome.Deleted;
    }

    private void Raise(string id) => _versions[id] = _versions.GetValueOrDefault(id) + 1;
}
