using Recsys.Pipeline.Features;
using Recsys.Training.Data;

namespace Recsys.Training.Evaluation;

/// <summary>
/// The histories a server would hold after a table's interactions: replayed in time order when asked for. Catalogue
/// rows are the table's item numbers.
/// </summary>
internal sealed class ReplayedHistories(InteractionTable table) : IUserHistoryStore
{
    public ValueTask<bool> ReadAsync(string customerId, UserHistory history, CancellationToken cancellation)
    {
        if (!table.TryGetUser(customerId, out int user)) return new(false);
        Read(user, history);
        return new(true);
    }

    public UserHistory Read(int user)
    {
        var history = new UserHistory();
        Read(user, history);
        return history;
    }

    private void Read(int user, UserHistory history)
    {
        history.Clear();
        foreach (int row in table.RowsOfUser(user))
        {
            var item = new HistoryEvent(
                table.Items[row], table.TimesMs[row], table.Prices[row], table.Quantities[row], table.Types[row]);
            history.Apply(item, table.Countries[row] >= 0 ? table.CountryNames[table.Countries[row]] : "");
        }
    }
}
