using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Features;

/// <summary>Reads what is known of the user: the stored history with the request's session events applied.</summary>
internal static class HydrationStage
{
    public static async ValueTask RunAsync(
        PipelineRun run, PipelineSnapshot snapshot, ProductColumns products, IUserHistoryStore histories,
        CancellationToken cancellation)
    {
        using var span = run.Measure(Stage.Hydrate);
        var request = run.Request;
        var user = run.User;
        await ReadAsync(run, histories, cancellation);
        for (int i = 0; i < request.SessionEvents.Count; i++)
        {
            var item = request.SessionEvents[i];
            if (!Knows(user, item)) user.Apply(item, request.Country);
        }
        run.Context = new RecommendationContext
        {
            Request = request,
            Snapshot = snapshot,
            Products = products,
            User = user,
            Country = request.Country.Length > 0 ? request.Country : user.Country,
            Filters = run.Pipeline.Filters,
            Pipeline = run.Pipeline.Name,
        };
    }

    private static async ValueTask ReadAsync(
        PipelineRun run, IUserHistoryStore histories, CancellationToken cancellation)
    {
        if (run.Request.CustomerId.Length == 0) return;
        try
        {
            await histories.ReadAsync(run.Request.CustomerId, run.User, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // What was read until then may be half a history.
            run.User.Clear();
            run.Degrade(Stage.Hydrate, "history", error);
        }
    }

    // A client that both ingests an event and sends it along as a session event means it once.
    private static bool Knows(UserHistory user, in HistoryEvent item)
    {
        var events = user.Events.Span;
        for (int i = events.Length - 1; i >= 0 && events[i].TimeMs >= item.TimeMs; i--)
        {
            var known = events[i];
            if (known.TimeMs == item.TimeMs && known.ProductRow == item.ProductRow && known.Type == item.Type)
                return true;
        }
        return false;
    }
}
