namespace Recsys.Server.Services.Catalogue;

/// <summary>Why a record of an import was rejected.</summary>
/// <param name="Index">Its place in the whole stream, from 0.</param>
/// <param name="Id">Its id as it was sent, cut to 128 characters.</param>
/// <param name="Field">The field that is wrong; empty for the record as a whole.</param>
/// <param name="Description">What is wrong and how to put it right.</param>
internal sealed record RecordRejection(long Index, string Id, string Field, string Description);
