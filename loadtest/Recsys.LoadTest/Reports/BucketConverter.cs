using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recsys.LoadTest.Reports;

/// <summary>Histograms on one line each: a number a line would make a report of them alone.</summary>
internal sealed class BucketConverter : JsonConverter<HistogramBuckets>
{
    public override HistogramBuckets Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        var root = json.RootElement;
        return new HistogramBuckets
        {
            UpperNs = Numbers(root.GetProperty("upper_ns")),
            Count = Numbers(root.GetProperty("count")),
            SumNs = root.GetProperty("sum_ns").GetDouble(),
            MaxNs = root.GetProperty("max_ns").GetInt64(),
        };
    }

    public override void Write(Utf8JsonWriter writer, HistogramBuckets value, JsonSerializerOptions options)
    {
        string bounds = string.Join(',', value.UpperNs), counts = string.Join(',', value.Count);
        string sum = value.SumNs.ToString("0", CultureInfo.InvariantCulture);
        writer.WriteRawValue(
            $$"""{"upper_ns": [{{bounds}}], "count": [{{counts}}], "sum_ns": {{sum}}, "max_ns": {{value.MaxNs}}}""");
    }

    private static long[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt64())];
}
