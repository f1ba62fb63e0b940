using Google.Protobuf;
using Recsys.Server.Fronts.Json.Routing;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Fronts.Json.Binding;

/// <summary>Puts what the path says into the request.</summary>
internal static class PathBinding
{
    /// <summary>Fills the route's variables; a body that says otherwise is wrong.</summary>
    public static void Apply(JsonRoute route, IReadOnlyList<string> values, IMessage request, Violations wrong)
    {
        for (int i = 0; i < route.Variables.Count; i++)
        {
            var variable = route.Variables[i];
            var parent = variable.Parent(request);
            var inBody = variable.Field.Accessor.GetValue(parent);
            if (inBody is string { Length: > 0 } said && said != values[i])
                wrong.Add(variable.Name, "differs from what the path says; leave it out of the body.");
            if (TextFields.Set(variable.Field, parent, values[i]) is { } problem) wrong.Add(variable.Name, problem);
        }
    }
}
