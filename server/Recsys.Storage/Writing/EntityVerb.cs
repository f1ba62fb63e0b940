namespace Recsys.Storage.Writing;

/// <summary>What a write of a product or customer may do.</summary>
internal enum EntityVerb : byte
{
    Create,
    Update,
    Upsert,
}
