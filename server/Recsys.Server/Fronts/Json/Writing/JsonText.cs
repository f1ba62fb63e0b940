using System.Text.Json;

namespace Recsys.Server.Fronts.Json.Writing;

/// <summary>Writes one value.</summary>
internal delegate void JsonText<in T>(Utf8JsonWriter writer, T value);
