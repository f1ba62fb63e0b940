using System.Text;
using Recsys.Server.Errors;
using Recsys.Standard.Rpc;

namespace Recsys.Server.Services.Validation;

/// <summary>Collects everything that is wrong with a request, so that its sender learns all of it at once.</summary>
internal sealed class Violations
{
    /// <summary>Most violations that are told; a request of a thousand bad ids needs no thousand sentences.</summary>
    public const int Most = 32;

    // Errors travel in trailers, and many clients take no more than 8 KiB of those, in base64.
    private const int MostBytes = 3000;

    private List<BadRequest.Types.FieldViolation>? _found;
    private int _bytes;

    /// <summary>Whether nothing is wrong.</summary>
    public bool None => _found is null;

    /// <summary>Whether as much was found as will be told, so that looking further is of no use.</summary>
    public bool Full => _found?.Count >= Most || _bytes >= MostBytes;

    /// <summary>What was found, in the order it was found.</summary>
    public IReadOnlyList<BadRequest.Types.FieldViolation> Found => _found ?? [];

    /// <summary>Notes a wrong field.</summary>
    /// <param name="field">Its path, for example <c>context.country</c>.</param>
    /// <param name="description">What is wrong and how to put it right; reads on from the field's name.</param>
    public void Add(string field, string description)
    {
        if (Full) return;
        _bytes += Encoding.UTF8.GetByteCount(field) + Encoding.UTF8.GetByteCount(description);
        (_found ??= []).Add(new BadRequest.Types.FieldViolation { Field = field, Description = description });
    }

    /// <summary>Fails the call when anything is wrong.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming every wrong field.</exception>
    public void ThrowIfAny()
    {
        if (_found is not null) throw RpcErrors.InvalidFields(_found);
    }
}
