using Microsoft.Extensions.Logging;
using Recsys.Pipeline;

namespace Recsys.Server.Services.Recommendations;

/// <summary>What the operator is told of answers.</summary>
internal static partial class RecommendationLog
{
    /// <summary>A part failed and the answer was made without it; the caller sees its name only.</summary>
    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning,
        Message = "Pipeline {Pipeline} answered without {Stage}.{Component}")]
    public static partial void Degraded(
        ILogger logger, string pipeline, Stage stage, string component, Exception error);
}
