using System.Text.Json;

namespace Recsys.Server.Fronts.Json.Reading;

/// <summary>Reads the value that the reader stands on, and stands on its last token afterwards.</summary>
internal delegate T JsonValue<out T>(ref Utf8JsonReader reader, ReadingPlace place);
