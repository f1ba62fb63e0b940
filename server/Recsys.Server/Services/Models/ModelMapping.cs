using Recsys.Models.Repository;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Services.Models;

/// <summary>Published model versions as the contract has them.</summary>
internal static class ModelMapping
{
    /// <summary>A version as an answer has it.</summary>
    /// <param name="listing">The version.</param>
    /// <param name="liveVersion">The version that answers requests, or null.</param>
    public static V1.Model Write(ModelListing listing, string? liveVersion)
    {
        var model = new V1.Model { Version = listing.Name, State = State(listing, liveVersion) };
        if (listing.Problem is not null) model.DamageDescription = listing.Problem;
        if (listing.Manifest is not { } manifest) return model;
        model.CreateTime = Times.ToTimestamp(manifest.CreatedMs);
        model.ParentVersions.Add(manifest.Parents);
        model.DataStartTime = Times.ToTimestamp(manifest.DataWindow.FromMs);
        model.DataEndTime = Times.ToTimestamp(manifest.DataWindow.ToMs);
        model.InteractionCount = manifest.Counts.GetValueOrDefault("interactions");
        model.CustomerCount = manifest.Counts.GetValueOrDefault("users");
        model.ProductCount = manifest.Counts.GetValueOrDefault("items");
        foreach (var (name, value) in manifest.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
            model.Metrics.Add(new V1.ModelMetric { Name = name, Value = value });
        model.SizeBytes = manifest.Files.Sum(file => file.SizeBytes);
        return model;
    }

    // What is live was loaded whole, so it serves whatever has become of its files since.
    private static V1.ModelState State(ModelListing listing, string? liveVersion)
    {
        if (listing.Name == liveVersion) return V1.ModelState.Live;
        return listing.Problem is null ? V1.ModelState.Ready : V1.ModelState.Damaged;
    }
}
