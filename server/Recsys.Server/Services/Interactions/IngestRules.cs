using System.Globalization;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Services.Interactions;

/// <summary>What a message of a stream must be, as the contract says it.</summary>
internal static class IngestRules
{
    private const int MostInteractions = 10_000;

    /// <summary>Checks a first message that goes on with a stream.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming every wrong field.</exception>
    public static ResumeToken CheckResume(V1.IngestInteractionsRequest message)
    {
        var violations = new Violations();
        if (!ResumeToken.TryDecode(message.ResumeToken, out var token) || token.Batch == 0)
            violations.Add("resume_token", "is no token of an acknowledgement; send the latest as it came, or none.");
        if (message.BatchNumber != 0 || message.Interactions.Count > 0)
        {
            violations.Add(
                message.BatchNumber != 0 ? "batch_number" : "interactions",
                "goes into the next message; the one with resume_token has nothing else.");
        }
        violations.ThrowIfAny();
        return token;
    }

    /// <summary>Checks a message with a batch.</summary>
    /// <param name="message">The message.</param>
    /// <param name="expected">The number it must have.</param>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming every wrong field.</exception>
    public static void CheckBatch(V1.IngestInteractionsRequest message, long expected)
    {
        if (message.BatchNumber == expected && message.ResumeToken.Length == 0
            && message.Interactions.Count is >= 1 and <= MostInteractions)
            return;
        var violations = new Violations();
        if (message.BatchNumber != expected)
        {
            violations.Add("batch_number", string.Create(
                CultureInfo.InvariantCulture, $"is {message.BatchNumber}; the next of this stream is {expected}."));
        }
        violations.Count("interactions", message.Interactions.Count, 1, MostInteractions);
        if (message.ResumeToken.Length > 0)
            violations.Add("resume_token", "is for the first message alone; open a new call to go on with a stream.");
        violations.ThrowIfAny();
    }
}
