using FASTER.core;

namespace Recsys.Storage.Histories;

/// <summary>Tells FASTER how much room a history needs, its four-byte length included.</summary>
internal sealed class HistoryLengths : IVariableLengthStruct<SpanByte, HistoryInput>
{
    public int GetLength(ref SpanByte value, ref HistoryInput input) =>
        sizeof(int) + HistoryLayout.BytesAfter(value.AsReadOnlySpan(), input.Event);

    public int GetInitialLength(ref HistoryInput input) => sizeof(int) + HistoryLayout.FirstBytes;
}
