namespace Recsys.Bench.Durability;

/// <summary>
/// What one client sent and what it was told, by number. The client writes it; the verifier reads it while the server
/// is down, and a state that is noted late only means that it is checked after the next kill.
/// </summary>
internal sealed class ClientLedger(int client)
{
    private const int PageBits = 16, MostPages = 1 << 10;
    private readonly SendState[]?[] _pages = new SendState[]?[MostPages];
    private int _sent;

    public int Client { get; } = client;

    /// <summary>Numbers from 0 to below this were sent.</summary>
    public int SentCount => Volatile.Read(ref _sent);

    public SendState this[int number] =>
        number >> PageBits < MostPages && _pages[number >> PageBits] is { } page
            ? page[number & ((1 << PageBits) - 1)] : SendState.None;

    /// <summary>Counts the interactions of a state.</summary>
    public long Count(SendState state)
    {
        long count = 0;
        for (int number = 0; number < SentCount; number++) if (this[number] == state) count++;
        return count;
    }

    /// <summary>Notes, before it happens, that the next numbers are sent.</summary>
    /// <returns>The first of them.</returns>
    public int Send(int count)
    {
        int first = _sent;
        for (int i = 0; i < count; i++) Note(first + i, SendState.Sent);
        Volatile.Write(ref _sent, first + count);
        return first;
    }

    /// <summary>Notes what the server said of one that was sent.</summary>
    public void Note(int number, SendState state)
    {
        int at = number >> PageBits;
        if (at >= MostPages) throw new BenchException($"Client {Client} wrote all it can keep account of.");
        (_pages[at] ??= new SendState[1 << PageBits])[number & ((1 << PageBits) - 1)] = state;
    }
}
