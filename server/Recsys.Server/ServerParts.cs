using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recsys.Server.Models;
using Recsys.Server.Telemetry;

namespace Recsys.Server;

/// <summary>What tests put in or replace.</summary>
internal sealed record ServerParts
{
    /// <summary>Clock of the whole server.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where logs go; the console by default.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>Makes snapshots; the loader of published versions by default.</summary>
    public SnapshotFactory? Snapshots { get; init; }

    /// <summary>Exporters beside OTLP.</summary>
    public TelemetryExporters Exporters { get; init; } = TelemetryExporters.None;

    /// <summary>Folder of the page's files; the one beside the assembly by default.</summary>
    public string PageFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, Fronts.Pages.PageFolder.Name);

    /// <summary>Adds further services.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>Maps further endpoints.</summary>
    public Action<WebApplication>? Map { get; init; }
}
