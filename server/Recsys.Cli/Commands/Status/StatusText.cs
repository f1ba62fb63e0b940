using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Recsys.Cli.Terminal;
using Recsys.V1;

namespace Recsys.Cli.Commands.Status;

/// <summary>A server's status as tables for a terminal.</summary>
internal static class StatusText
{
    private const double Mebibyte = 1 << 20;

    public static string Of(ServerStatus status)
    {
        var text = new StringBuilder();
        var up = status.Time.ToDateTime() - status.StartTime.ToDateTime();
        Line(text, $"recsys {status.ServerVersion}, up {Duration(up)}; rates and times of the last "
            + $"{status.WindowSeconds} seconds");
        Section(text, "calls", Calls(status));
        Section(text, "pipelines", Pipelines(status));
        Section(text, "sources", Sources(status));
        text.Append('\n');
        Model(text, status);
        Ingestion(text, status.Ingestion);
        Journal(text, status.Journal);
        var store = status.Store;
        Line(text, $"store      {store.ProductCount} products, {store.CustomerCount} customers, {store.HistoryCount} "
            + $"histories, {store.InteractionCount} interactions, {MiB(store.StateSizeBytes)} MiB of state");
        var memory = status.Memory;
        Line(text, $"memory     {MiB(memory.ResidentBytes)} MiB resident, {MiB(memory.ManagedBytes)} managed, state "
            + $"{MiB(memory.StateBytes)} of {MiB(memory.StateBudgetBytes)}");
        Line(text, $"processor  {Number(memory.ProcessorsUsed)} of {memory.ProcessorCount} in use, collections paused "
            + $"{Number(memory.GcPauseRatio * 100)} % of the time");
        return text.ToString();
    }

    private static TextTable? Calls(ServerStatus status)
    {
        if (status.Methods.Count == 0) return null;
        var table = new TextTable("method", "calls/s", "errors/s", "active", "p50 ms", "p90", "p99", "max", "total");
        foreach (var method in status.Methods)
        {
            table.Add([
                method.Method[(method.Method.IndexOf('/', StringComparison.Ordinal) + 1)..],
                Number(method.CallsPerSecond), Number(method.ErrorsPerSecond), Whole(method.ActiveCalls),
                .. Times(method.Latency), Whole(method.TotalCalls),
            ]);
        }
        return table;
    }

    private static TextTable? Pipelines(ServerStatus status)
    {
        if (status.Pipelines.Count == 0) return null;
        var table = new TextTable("pipeline", "stage", "per s", "p50 ms", "p90", "p99", "max", "degraded");
        foreach (var pipeline in status.Pipelines)
        {
            table.Add([
                pipeline.Pipeline, "all", Number(pipeline.RequestsPerSecond), .. Times(pipeline.Latency),
                Whole(pipeline.TotalDegradations),
            ]);
            foreach (var stage in pipeline.Stages)
                table.Add(["", stage.Stage.ToString().ToLowerInvariant(), "", .. Times(stage.Latency), ""]);
        }
        return table;
    }

    private static TextTable? Sources(ServerStatus status)
    {
        if (!status.Pipelines.Any(pipeline => pipeline.Sources.Count > 0)) return null;
        var table = new TextTable("pipeline", "source", "candidates", "p50 ms", "p90", "p99", "max");
        foreach (var pipeline in status.Pipelines)
            foreach (var source in pipeline.Sources)
            {
                table.Add([
                    pipeline.Pipeline, source.Source, Number(source.MeanCandidates), .. Times(source.Latency),
                ]);
            }
        return table;
    }

    private static void Model(StringBuilder text, ServerStatus status)
    {
        if (status.LiveModel is not { } model)
        {
            Line(text, "model      none is live");
            return;
        }
        string since = model.LiveTime is null ? "" : $" since {Moment(model.LiveTime)}";
        string recall = model.HasIndexRecall ? $", recall {Number(model.IndexRecall)}{Alarm(model)}" : "";
        Line(text, $"model      {model.Version}{since}, {model.IndexedProductCount} products in its index{recall}");
    }

    private static string Alarm(LiveModelStatus model)
    {
        if (!model.HasIndexRecallAlarm) return "";
        string alarm = Number(model.IndexRecallAlarm);
        return model.IndexRecall < model.IndexRecallAlarm ? $" (ALARM: below {alarm})" : $" (alarm below {alarm})";
    }

    private static void Ingestion(StringBuilder text, IngestionStatus ingestion)
    {
        string newest = ingestion.NewestInteractionTime is { } time ? $", newest of {Moment(time)}" : "";
        Line(text, $"ingestion  {Number(ingestion.AcceptedPerSecond)}/s accepted, "
            + $"{Number(ingestion.DuplicatesPerSecond)} again, {Number(ingestion.RejectedPerSecond)} rejected, "
            + $"{ingestion.OpenStreams} streams{newest}");
        if (ingestion.Freshness.Count > 0) Line(text, $"freshness  {Told(ingestion.Freshness)}");
    }

    private static void Journal(StringBuilder text, JournalStatus journal)
    {
        string checkpoint = journal.CheckpointTime is { } time
            ? $", checkpoint at {Moment(time)} in {Number(journal.CheckpointMs)} ms"
            : "";
        Line(text, $"journal    {MiB(journal.SizeBytes)} MiB, {Number(journal.BytesPerSecond / 1024)} KiB/s, "
            + $"{MiB(journal.DurablePosition - journal.CheckpointPosition)} MiB since the checkpoint{checkpoint}, "
            + $"{journal.TotalFailures} failed writes");
        if (journal.Commit.Count > 0) Line(text, $"commits    {Told(journal.Commit)}");
    }

    private static string Told(LatencyStatus latency) =>
        $"p50 {Number(latency.P50Ms)} ms, p90 {Number(latency.P90Ms)}, p99 {Number(latency.P99Ms)}, "
        + $"max {Number(latency.MaxMs)}";

    private static string[] Times(LatencyStatus latency) => latency.Count == 0
        ? ["", "", "", ""]
        : [Number(latency.P50Ms), Number(latency.P90Ms), Number(latency.P99Ms), Number(latency.MaxMs)];

    private static void Section(StringBuilder text, string name, TextTable? table)
    {
        if (table is null) Line(text, $"\n{name}: none yet");
        else text.Append('\n').Append(table);
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string MiB(long bytes) => Number(bytes / Mebibyte);

    // Three figures or so say all there is.
    private static string Number(double value) => value.ToString(
        Math.Abs(value) switch { < 0.0005 => "0", < 10 => "0.###", < 100 => "0.##", _ => "0" },
        CultureInfo.InvariantCulture);

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Moment(Timestamp time) =>
        time.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan span) => span.TotalDays >= 1
        ? $"{(int)span.TotalDays} d {span.Hours} h"
        : span.TotalHours >= 1 ? $"{span.Hours} h {span.Minutes} min"
        : span.TotalMinutes >= 1 ? $"{span.Minutes} min {span.Seconds} s"
        : $"{span.Seconds} s";
}
