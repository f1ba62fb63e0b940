using Google.Protobuf.Reflection;

namespace Recsys.Server.Fronts.Json.Routing;

/// <summary>Finds the route of a path: of those that fit, the most literal.</summary>
internal sealed class RouteTable
{
    private const string Head = "HEAD";
    private const string Get = "GET";
    private readonly JsonRoute[][] _byLength;

    /// <summary>Takes in every route of the services.</summary>
    public RouteTable(IEnumerable<ServiceDescriptor> services)
    {
        JsonRoute[] all = [.. services.SelectMany(service => service.Methods).SelectMany(JsonRoute.Of)];
        Routes = all;
        _byLength = new JsonRoute[all.Max(route => route.Path.Length) + 1][];
        for (int length = 0; length < _byLength.Length; length++)
            _byLength[length] = [.. all.Where(route => route.Path.Length == length)];
    }

    /// <summary>Every route.</summary>
    public IReadOnlyList<JsonRoute> Routes { get; }

    /// <summary>The route of an HTTP method and a path; null where there is none.</summary>
    /// <param name="verb">The HTTP method; HEAD is answered as GET.</param>
    /// <param name="path">The path.</param>
    /// <param name="allowed">Where the path is known but not with this method: the methods it has, for
    /// <c>Allow</c>.</param>
    public JsonRoute? Find(string verb, RequestPath path, out string allowed)
    {
        allowed = "";
        if (path.Length >= _byLength.Length) return null;
        string wanted = verb == Head ? Get : verb;
        int best = -1;
        JsonRoute? found = null;
        foreach (var route in _byLength[path.Length])
        {
            int literal = route.Path.Match(path);
            if (literal < 0 || literal < best) continue;
            if (literal > best) (best, found) = (literal, null);
            if (route.Verb == wanted) found = route;
        }
        if (found is null && best >= 0) allowed = Allowed(path, best);
        return found;
    }

    private string Allowed(RequestPath path, int literal)
    {
        var verbs = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var route in _byLength[path.Length])
        {
            if (route.Path.Match(path) == literal) verbs.Add(route.Verb);
        }
        if (verbs.Contains(Get)) verbs.Add(Head);
        return string.Join(", ", verbs);
    }
}
