using System.IO.Compression;
using Grpc.AspNetCore.Server;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Server.Errors;
using Recsys.Server.Fronts;
using Recsys.Server.Fronts.Cors;
using Recsys.Server.Fronts.Json;
using Recsys.Server.Fronts.OnePort;
using Recsys.Server.Fronts.Pages;
using Recsys.Server.Fronts.Tls;
using Recsys.Server.Fronts.Web;
using Recsys.Server.Health;
using Recsys.Server.Measuring;
using Recsys.Server.Models;
using Recsys.Server.Reflection;
using Recsys.Server.Security;
using Recsys.Server.Services;
using Recsys.Server.Services.Operations;
using Recsys.Server.Telemetry;
using Recsys.Server.Training;
using Recsys.Snapshots;
using Recsys.Snapshots.Live;
using Recsys.Snapshots.Trending;
using Recsys.Storage;

namespace Recsys.Server.Hosting;

/// <summary>
/// Puts the parts together. Nothing is read from the environment: what is not in the options is not configurable.
/// </summary>
internal static class ServerComposition
{
    // An answer with the fate of 10,000 candidates takes about a megabyte.
    private const int MaxSendMessageBytes = 64 << 20;

    public static WebApplication Build(
        ServerOptions options, ServerParts parts, RecsysStore store, SnapshotHolder snapshots, EarlyVersion early)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "recsys" });
        builder.WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel => KestrelSetup.Apply(kestrel, options, parts.Time));
        builder.Services.AddSingleton<IConnectionListenerFactory, SilentListenerFactory>();
        AddLogging(builder.Logging, parts);
        AddHost(builder.Services, options, parts);
        AddCore(builder.Services, options, parts, store, snapshots, early);
        MeasuringServices.Add(builder.Services);
        AddGrpc(builder.Services, options);
        CorsSetup.Add(builder.Services, options);
        if (options.CertificateFile is { } certificate)
            builder.Services.AddSingleton(provider => new CertificateSource(
                certificate, options.CertificateKeyFile ?? certificate, parts.Time,
                provider.GetRequiredService<ILogger<CertificateSource>>()));
        builder.Services.AddSingleton(provider =>
            PageFolder.Read(parts.PageFolder, provider.GetRequiredService<ILogger<PageFolder>>()));
        parts.Services?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseMiddleware<FrontMiddleware>();
        CorsSetup.Use(app, options);
        app.UseMiddleware<PageMiddleware>();
        app.UseMiddleware<OriginMiddleware>();
        app.UseMiddleware<GrpcWebMiddleware>();
        app.UseMiddleware<ErrorDetailsMiddleware>();
        app.UseMiddleware<ApiKeyMiddleware>();
        app.UseMiddleware<ConcurrencyMiddleware>();
        app.UseMiddleware<JsonMiddleware>();
        app.UseRouting();
        app.UseMiddleware<UnknownPathMiddleware>();
        app.UseMiddleware<BodySizeMiddleware>();
        app.UseMiddleware<DeadlineMiddleware>();
        ServedServices.Map(app);
        parts.Map?.Invoke(app);
        WireHealth(app.Services);
        // Read now, so that a wrong file is told at the start.
        app.Services.GetRequiredService<HeldOutService>();
        return app;
    }

    private static void AddLogging(ILoggingBuilder logging, ServerParts parts)
    {
        // The frameworks tell of every request; the server tells of what matters.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Grpc", LogLevel.Warning);
        // What a method throws is logged once, with its error id, by the interceptor; what clients send wrong is
        // theirs.
        logging.AddFilter("Grpc.AspNetCore.Server", LogLevel.None);
        // An enabled logger here makes ASP.NET Core start an activity for each request even when nobody listens.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        if (parts.Logging is { } configure) configure(logging);
        else logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
        });
    }

    private static void AddHost(IServiceCollection services, ServerOptions options, ServerParts parts)
    {
        services.AddRoutingCore();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainDelay + options.ShutdownTimeout);
        services.AddSingleton(options);
        services.AddSingleton(parts.Time);
        services.AddSingleton(parts.Exporters);
        services.AddSingleton<TelemetryHostedService>();
        services.AddHostedService(provider => provider.GetRequiredService<TelemetryHostedService>());
        services.AddHostedService<ShutdownSequence>();
        services.AddHostedService<ModelWatcher>();
    }

    private static void AddCore(
        IServiceCollection services, ServerOptions options, ServerParts parts, RecsysStore store,
        SnapshotHolder snapshots, EarlyVersion early)
    {
        services.AddSingleton(store);
        services.AddSingleton(store.Products.Columns);
        services.AddSingleton(snapshots);
        services.AddSingleton(_ => early);
        services.AddSingleton(new RecommendationPipeline(
            snapshots, store.Products.Columns, store.Histories, parts.Time, options.MaxComputedAtOnce));
        services.AddSingleton(new ModelRepository(options.ModelsDirectory, parts.Time));
        services.AddSingleton(provider => parts.Snapshots ?? Loader(options, store, early, parts.Time, provider));
        services.AddSingleton<PipelineWarmUp>();
        services.AddSingleton<EdgeWarmUp>();
        services.AddSingleton<LiveModel>();
        services.AddSingleton<TrainingQueue>();
        services.AddSingleton<ServiceHealth>();
        services.AddSingleton(new ReflectionAnswers(
            new DescriptorCatalogue(ServedServices.All, ServedServices.ErrorFiles)));
    }

    private static SnapshotFactory Loader(
        ServerOptions server, RecsysStore store, EarlyVersion early, TimeProvider time, IServiceProvider provider)
    {
        var logger = provider.GetRequiredService<ILogger<LiveModel>>();
        var options = new SnapshotOptions
        {
            Trending = new TrendingList(store.Features.Activity, store.Products.Columns, time),
            WithoutSources = server.WithoutSources,
            Loaded = (version, times) => LiveModelLog.Loaded(
                logger, version, (long)times.Total.TotalMilliseconds, times.ToString()),
            Live = new LiveOptions
            {
                RecallAlarm = server.RecallAlarm,
                RecallLow = (recall, alarm) => LiveModelLog.RecallLow(logger, recall, alarm),
                Time = time,
                Failed = error => LiveModelLog.NotFollowed(logger, error),
            },
        };
        return version =>
        {
            var snapshot = SnapshotLoader.Load(
                version, store.Products.Columns, options, early.TakeParts(version));
            LiveModelLog.Ranks(logger, version.Name, snapshot.Ranker, snapshot.UserTower);
            return snapshot;
        };
    }

    private static void AddGrpc(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<MeasuringInterceptor>();
        services.AddSingleton<ErrorInterceptor>();
        services.AddSingleton<JsonFront>();
        services.AddSingleton<ErrorCompletion>();
        ContractServices.Add(services);
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = options.MaxReceiveMessageBytes;
            grpc.MaxSendMessageSize = MaxSendMessageBytes;
            grpc.EnableDetailedErrors = false;
            grpc.CompressionProviders =
            [
                Bounded(new GzipCompressionProvider(CompressionLevel.Fastest)),
                Bounded(new DeflateCompressionProvider(CompressionLevel.Fastest)),
            ];
            // The outermost first.
            grpc.Interceptors.Add<MeasuringInterceptor>();
            grpc.Interceptors.Add<ErrorInterceptor>();
        });

        BoundedCompression Bounded(ICompressionProvider inner) => new(inner, options.MaxReceiveMessageBytes);
    }

    // All services are ready with the server, but for the one that needs a model.
    private static void WireHealth(IServiceProvider services)
    {
        var health = services.GetRequiredService<ServiceHealth>();
        var model = services.GetRequiredService<LiveModel>();
        health.Set("", serving: true);
        foreach (var service in ServedServices.All)
            health.Set(service.FullName, serving: service.FullName != ServedServices.Recommendations);
        model.Changed = _ => health.Set(ServedServices.Recommendations, serving: true);
    }
}
