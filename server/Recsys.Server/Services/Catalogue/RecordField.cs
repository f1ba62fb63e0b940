namespace Recsys.Server.Services.Catalogue;

/// <summary>A field that an update may name.</summary>
/// <typeparam name="TMessage">The record in the contract.</typeparam>
/// <typeparam name="TRecord">The record in the store.</typeparam>
/// <param name="Path">Name in the contract.</param>
/// <param name="IsSet">Whether a request has anything in it.</param>
/// <param name="Copy">Gives the first record the field of the second.</param>
internal sealed record RecordField<TMessage, TRecord>(
    string Path, Func<TMessage, bool> IsSet, Func<TRecord, TRecord, TRecord> Copy);
