using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Models;

public sealed class ModelServiceTests
{
    [Fact]
    public async Task List_PageByPage_IsNewestFirst()
    {
        await using var shop = await Shop.OpenAsync();
        string newer = shop.Server.Publish("second");
        string newest = shop.Server.Publish("third");

        var first = await shop.Models.ListModelsAsync(new() { PageSize = 2 });
        var rest = await shop.Models.ListModelsAsync(new() { PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal([newest, newer], first.Models.Select(model => model.Version));
        Assert.Single(rest.Models);
        Assert.Equal("", rest.NextPageToken);
        Assert.Equal(["page_token"], await Shop.WrongFieldsOf(shop.Models.ListModelsAsync(new() { PageToken = "x" })));
    }

    [Fact]
    public async Task Get_TellsWhatIsLiveAndWhatIsDamaged()
    {
        await using var shop = await Shop.OpenAsync();
        string live = shop.Server.Server.ModelVersion!;
        using (var staged = shop.Server.Repository.Stage())
        {
            File.WriteAllText(Path.Combine(staged.Path, "items.txt"), "whole");
            string name = staged.Publish(new Recsys.Models.Repository.ModelManifest(), activate: false).Name;
            File.WriteAllText(Path.Combine(shop.Server.Repository.Root, name, "items.txt"), "cut");
        }

        var model = (await shop.Models.GetModelAsync(new() { Version = "live" })).Model;
        var list = await shop.Models.ListModelsAsync(new());

        Assert.Equal((live, ModelState.Live), (model.Version, model.State));
        Assert.NotNull(model.CreateTime);
        Assert.True(model.SizeBytes > 0);
        var damaged = Assert.Single(list.Models, other => other.State == ModelState.Damaged);
        Assert.NotEqual("", damaged.DamageDescription);
    }

    [Fact]
    public async Task Get_OfWhatIsNotThere_IsNotFound()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.ModelNotFound),
            await Shop.FailureOf(shop.Models.GetModelAsync(new() { Version = "live" })));
        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.ModelNotFound),
            await Shop.FailureOf(shop.Models.GetModelAsync(new() { Version = "../../etc" })));
    }

    [Fact]
    public async Task Training_WithoutAProgramToTrainWith_SaysThatItIsNotServed()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var watching = shop.Models.WatchTraining(new());

        var error = await Assert.ThrowsAsync<RpcException>(
            () => watching.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(
            (StatusCode.Unimplemented, ErrorReasons.NotServed), (error.StatusCode, ErrorDetails.ReasonOf(error)));
        Assert.Equal(
            (StatusCode.Unimplemented, ErrorReasons.NotServed),
            await Shop.FailureOf(shop.Models.StartTrainingAsync(new())));
        Assert.Equal(
            (StatusCode.Unimplemented, ErrorReasons.NotServed),
            await Shop.FailureOf(shop.Models.ListTrainingRunsAsync(new())));
        Assert.Equal(
            (StatusCode.Unimplemented, ErrorReasons.NotServed),
            await Shop.FailureOf(shop.Models.CancelTrainingAsync(new())));
    }
}
