using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Recsys.Server.Fronts.Web;

/// <summary>A request body that another reader stands before.</summary>
internal sealed class DecodedBody(PipeReader reader) : IRequestBodyPipeFeature
{
    public PipeReader Reader => reader;
}
