using Recsys.Pipeline.Features;
using Recsys.Training.Data;

namespace Recsys.Training.Evaluation;

/// <summary>
/// The histories a server would hold after a table's interactions: replayed in time order when asked for. Catalogue
/// rows are the table's item numbers.
/// </summary>
internal sealed class ReplayedHistories(InteractionTable table) : IUserHistoryStore
{
    public ValueTask<UserHistory?> ReadAsync(string customerId, CancellationToken cancellation) =>
        new(table.TryGetUser(customerId, out int user) ? Read(user) : null);

    public UserHistory Read(int user)
    {
        var history = new UserHistory();
        foreach (int row in table.RowsOfUser(user))
        {
            var item = new HistoryEvent(
                table.Items[row], table.TimesMs[row], table.Prices[row], table.Quantities[row], table.Types[row]);
            history.Apply(item, table.Countries[row] >= 0 ? table.CountryNames[table.Countries[row]] : "");
        }
        return history;
    }
}
