namespace Recsys.Storage.Catalogue;

/// <summary>A record as the store has it.</summary>
/// <typeparam name="T">Product or customer.</typeparam>
/// <param name="Value">The record.</param>
/// <param name="Etag">Changes with every change of the record; opaque.</param>
public sealed record Stored<T>(T Value, string Etag);
