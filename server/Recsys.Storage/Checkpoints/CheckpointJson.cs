using System.Text.Json.Serialization;

namespace Recsys.Storage.Checkpoints;

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(CheckpointManifest))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
