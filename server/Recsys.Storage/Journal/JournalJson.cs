using System.Text.Json.Serialization;

namespace Recsys.Storage.Journal;

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<JournalReader>))]
internal sealed partial class JournalJson : JsonSerializerContext;
