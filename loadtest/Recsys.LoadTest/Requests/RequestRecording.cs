using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Recsys.V1;

namespace Recsys.LoadTest.Requests;

/// <summary>
/// Requests with the times at which they left: a file of JSON lines, each
/// <c>{"offset_ms": 12.5, "method": "RecommendForUser", "message": { … }}</c> with the message as protobuf's JSON.
/// Lines are in the order of their times.
/// </summary>
public sealed class RequestRecording
{
    /// <summary>Requests of a recording at most.</summary>
    public const int MaxRequests = 1_000_000;

    private const long MaxBytes = 1L << 30;
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default);
    private readonly List<(long AtNs, LoadMethod Method, byte[] Message)> _requests = [];

    private RequestRecording()
    {
    }

    /// <summary>How many requests there are.</summary>
    public int Count => _requests.Count;

    /// <summary>Time of the last one, from the start.</summary>
    public TimeSpan Length => TimeSpan.FromTicks(_requests.Count == 0 ? 0 : _requests[^1].AtNs / 100);

    internal (long AtNs, LoadMethod Method, byte[] Message) this[int index] => _requests[index];

    /// <summary>Reads a recording.</summary>
    /// <param name="lines">Its lines; empty ones do not count.</param>
    /// <exception cref="ArgumentException">A line cannot be read; the message names it and says why.</exception>
    public static RequestRecording Read(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var recording = new RequestRecording();
        long number = 0, bytes = 0;
        foreach (string line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (recording.Count == MaxRequests)
                throw new ArgumentException($"A recording has at most {MaxRequests} requests.");
            try
            {
                var request = Parse(line);
                bytes += request.Message.Length;
                if (bytes > MaxBytes) throw new FormatException("the messages before it already take a gibibyte");
                if (recording.Count > 0 && request.AtNs < recording._requests[^1].AtNs)
                    throw new FormatException("offset_ms is before that of the line above");
                recording._requests.Add(request);
            }
            catch (Exception error) when (error is FormatException or JsonException or InvalidProtocolBufferException
                or InvalidOperationException or KeyNotFoundException)
            {
                throw new ArgumentException($"Line {number} of the recording cannot be read: {error.Message}", error);
            }
        }
        return recording.Count > 0 ? recording : throw new ArgumentException("The recording holds no request.");
    }

    /// <summary>One request as a line.</summary>
    internal static string LineOf(long atNs, LoadMethod method, ReadOnlyMemory<byte> message)
    {
        string offset = (atNs / 1e6).ToString("0.######", CultureInfo.InvariantCulture);
        string json = JsonFormatter.Default.Format(ParserOf(method).ParseFrom(message.Span));
        return $$"""{"offset_ms": {{offset}}, "method": "{{method}}", "message": {{json}}}""";
    }

    private static (long AtNs, LoadMethod Method, byte[] Message) Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        double offsetMs = json.RootElement.GetProperty("offset_ms").GetDouble();
        if (offsetMs is not (>= 0 and <= 3_600_000)) throw new FormatException("offset_ms is 0 to 3600000");
        string? name = json.RootElement.GetProperty("method").GetString();
        if (!Enum.TryParse<LoadMethod>(name, out var method) || !Enum.IsDefined(method))
            throw new FormatException($"method is one of {string.Join(", ", Enum.GetNames<LoadMethod>())}");
        var message = Parser.Parse(
            json.RootElement.GetProperty("message").GetRawText(), DescriptorOf(method));
        return ((long)(offsetMs * 1e6), method, message.ToByteArray());
    }

    private static Google.Protobuf.Reflection.MessageDescriptor DescriptorOf(LoadMethod method) => method switch
    {
        LoadMethod.RecommendForUser => RecommendForUserRequest.Descriptor,
        LoadMethod.SimilarProducts => SimilarProductsRequest.Descriptor,
        _ => IngestInteractionsRequest.Descriptor,
    };

    private static MessageParser ParserOf(LoadMethod method) => DescriptorOf(method).Parser;
}
