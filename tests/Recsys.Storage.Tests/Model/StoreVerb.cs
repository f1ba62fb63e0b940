namespace Recsys.Storage.Tests.Model;

/// <summary>What a step of a random run does.</summary>
public enum StoreVerb
{
    Append,
    AppendAgain,
    AppendCrowd,
    AppendToStream,
    CreateProduct,
    UpdateProduct,
    UpsertProducts,
    DeleteProduct,
    CreateCustomer,
    UpdateCustomer,
    UpsertCustomers,
    EraseCustomer,
    Checkpoint,
    Close,
    Crash,
    CrashInCheckpoint,
}
