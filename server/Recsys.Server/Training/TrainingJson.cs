using System.Text.Json.Serialization;

namespace Recsys.Server.Training;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TrainingEvent))]
internal sealed partial class TrainingJson : JsonSerializerContext;
