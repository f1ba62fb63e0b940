using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;

namespace Recsys.Training.Replay;

/// <summary>
/// Plays a table's rows in time order into counters and histories, as the server would have applied them: at any row,
/// both hold what came before it and nothing else. Customers may be many more than are ever asked for, so a short
/// history is played when it is asked for, and only long ones are kept.
/// </summary>
internal sealed class HistoryReplay
{
    // Events from which on playing a history anew at every window costs more than keeping it.
    private const int Long = 64;

    private readonly InteractionTable _table;
    private readonly Dictionary<int, UserHistory> _kept = [];
    private readonly UserHistory _short = new();
    private readonly bool[] _known;
    private int _nobodys;

    public HistoryReplay(InteractionTable table)
    {
        _table = table;
        _known = KnownRows(table);
        Statistics = new ItemStatistics(table.ItemCount);
    }

    /// <summary>Rows played so far: the first that is not known yet.</summary>
    public int Position { get; private set; }

    /// <summary>Counters of the items.</summary>
    public ItemStatistics Statistics { get; }

    /// <summary>Whether the user of a row, played or not, had bought its product before.</summary>
    public bool Knew(int row) => _known[row];

    /// <summary>History of a user, empty for one who did nothing yet; of use until the next call.</summary>
    public UserHistory History(int user)
    {
        if (_kept.TryGetValue(user, out var kept)) return kept;
        Load(user, _short);
        return _short;
    }

    /// <summary>Makes a history that of a user.</summary>
    public void Load(int user, UserHistory history)
    {
        history.Clear();
        foreach (int row in _table.RowsOfUser(user))
        {
            if (row >= Position) return;
            Apply(history, row);
        }
    }

    /// <summary>Plays the rows before a row.</summary>
    public void AdvanceTo(int row)
    {
        for (; Position < row; Position++)
        {
            AdvanceNobodysTo(_table.NobodysBefore(Position));
            Statistics.Apply(Event(_table, Position), _known[Position]);
            int user = _table.Users[Position];
            if (_table.RowsOfUser(user).Length < Long) continue;
            if (!_kept.TryGetValue(user, out var history)) _kept.Add(user, history = new UserHistory());
            Apply(history, Position);
        }
        // Those after the last row played wait for the next one: they may lie behind the moment asked for.
        if (row == _table.Count) AdvanceNobodysTo(_table.NobodysBefore(row));
    }

    private void Apply(UserHistory history, int row)
    {
        int country = _table.Countries[row];
        history.Apply(Event(_table, row), country >= 0 ? _table.CountryNames[country] : "");
    }

    private void AdvanceNobodysTo(int end)
    {
        var rows = _table.Nobodys;
        for (; _nobodys < end; _nobodys++)
        {
            var item = new HistoryEvent(
                rows.Items[_nobodys], rows.TimesMs[_nobodys], rows.Prices[_nobodys], rows.Quantities[_nobodys],
                rows.Types[_nobodys]);
            Statistics.Apply(item, known: false);
        }
    }

    /// <summary>A row as the event the server would have stored.</summary>
    public static HistoryEvent Event(InteractionTable table, int row) => new(
        table.Items[row], table.TimesMs[row], table.Prices[row], table.Quantities[row], table.Types[row]);

    // Rows whose user had bought the product before.
    private static bool[] KnownRows(InteractionTable table)
    {
        var known = new bool[table.Count];
        var buyers = new int[table.ItemCount];
        Array.Fill(buyers, -1);
        for (int user = 0; user < table.UserCount; user++)
            foreach (int row in table.RowsOfUser(user))
            {
                int item = table.Items[row];
                known[row] = buyers[item] == user;
                if (table.Types[row] == InteractionType.Purchase) buyers[item] = user;
            }
        return known;
    }
}
