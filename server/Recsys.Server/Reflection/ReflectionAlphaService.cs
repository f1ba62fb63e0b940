using Google.Protobuf;
using Grpc.Core;
using Recsys.Standard.ReflectionAlpha;

namespace Recsys.Server.Reflection;

/// <summary>Server reflection, v1alpha: the same messages on the wire under an older name, which many tools try
/// first.</summary>
internal sealed class ReflectionAlphaService(ReflectionAnswers answers) : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var question = Standard.Reflection.ServerReflectionRequest.Parser.ParseFrom(
                requestStream.Current.ToByteString());
            var answer = answers.Answer(question);
            await responseStream.WriteAsync(ServerReflectionResponse.Parser.ParseFrom(answer.ToByteString()));
        }
    }
}
