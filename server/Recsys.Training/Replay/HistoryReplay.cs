using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;

namespace Recsys.Training.Replay;

/// <summary>
/// Plays a table's rows in time order into histories and counters, as the server would have applied them: at any row,
/// both hold what came before it and nothing else.
/// </summary>
internal sealed class HistoryReplay
{
    private readonly InteractionTable _table;
    private readonly UserHistory?[] _histories;
    private int _nobodys;

    public HistoryReplay(InteractionTable table)
    {
        _table = table;
        _histories = new UserHistory?[table.UserCount];
        Statistics = new ItemStatistics(table.ItemCount);
    }

    /// <summary>Rows played so far: the first that is not known yet.</summary>
    public int Position { get; private set; }

    /// <summary>Counters of the items.</summary>
    public ItemStatistics Statistics { get; }

    /// <summary>History of a user; empty for one who did nothing yet.</summary>
    public UserHistory History(int user) => _histories[user] ??= new UserHistory();

    /// <summary>Plays the rows before a row.</summary>
    public void AdvanceTo(int row)
    {
        for (; Position < row; Position++)
        {
            AdvanceNobodysTo(_table.NobodysBefore(Position));
            var item = Event(_table, Position);
            var history = History(_table.Users[Position]);
            Statistics.Apply(item, known: history.PurchasedRows.Contains(item.ProductRow));
            int country = _table.Countries[Position];
            history.Apply(item, country >= 0 ? _table.CountryNames[country] : "");
        }
        // Those after the last row played wait for the next one: they may lie behind the moment asked for.
        if (row == _table.Count) AdvanceNobodysTo(_table.NobodysBefore(row));
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
}
