using Google.Protobuf;

namespace Recsys.Client.Conformance;

/// <summary>What came back so far, and when the call is to be cancelled.</summary>
internal sealed class CallUnderWay(CancellationTokenSource cancel, string cancelWhen)
{
    public List<IMessage> Responses { get; } = [];

    public void Begun()
    {
        if (cancelWhen == "at_once") cancel.Cancel();
    }

    public void Take(IMessage response)
    {
        Responses.Add(response);
        if (cancelWhen == "after_first_response" && Responses.Count == 1) cancel.Cancel();
    }
}
