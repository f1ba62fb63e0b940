using System.Globalization;
using System.Text;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Recsys.Pipeline;

namespace Recsys.Server.Services.Recommendations;

/// <summary>
/// Tells callers that ask for it where the time of their answer went: the stages' times and the pipeline's in the
/// trailer <c>server-timing</c>, in the syntax of W3C Server Timing, in milliseconds with microseconds as digits.
/// </summary>
internal static class StageTiming
{
    /// <summary>Metadata that asks for it, with the value 1.</summary>
    public const string Request = "recsys-timing";

    /// <summary>The trailer; by plain HTTP a header.</summary>
    public const string Trailer = "server-timing";

    private const string Wanted = "1";

    /// <summary>Adds the trailer to a call that asks for it.</summary>
    public static void Tell(ServerCallContext context, RecommendationResult result)
    {
        // Not from the context's own metadata, which would be made of all headers of every call.
        if (context.GetHttpContext().Request.Headers.TryGetValue(Request, out var values)
            && values.Count == 1 && values[0] == Wanted)
            context.ResponseTrailers.Add(Trailer, Write(result));
    }

    /// <summary>The times of a result, for example <c>hydrate;dur=0.021, ..., total;dur=0.733</c>.</summary>
    public static string Write(RecommendationResult result)
    {
        var text = new StringBuilder(128);
        foreach (var stage in result.Stages) Add(text, StageNames.Of(stage.Stage), stage.Microseconds);
        Add(text, "total", result.TotalMicroseconds);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string name, double microseconds)
    {
        if (text.Length > 0) text.Append(", ");
        text.Append(CultureInfo.InvariantCulture, $"{name};dur={microseconds / 1000:0.000}");
    }
}
