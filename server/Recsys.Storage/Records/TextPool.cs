using System.Text;

namespace Recsys.Storage.Records;

/// <summary>
/// Makes strings of UTF-8 and remembers some of the latest, so that a stream which names the same customers and
/// countries again and again makes few. One reader at a time.
/// </summary>
internal sealed class TextPool
{
    private const int Slots = 4096;
    private readonly (UInt128 Hash, string? Text)[] _slots = new (UInt128, string?)[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        var hash = Hash128.Of(utf8);
        ref var slot = ref _slots[(int)((ulong)hash % Slots)];
        if (slot.Text is null || slot.Hash != hash) slot = (hash, Encoding.UTF8.GetString(utf8));
        return slot.Text;
    }
}
