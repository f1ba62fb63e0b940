using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core.Utils;

/// <summary>Checks of arguments and state that generated and client code calls.</summary>
public static class GrpcPreconditions
{
    /// <summary>Throws <see cref="ArgumentException"/> unless the condition holds.</summary>
    public static void CheckArgument([DoesNotReturnIf(false)] bool condition)
    {
        if (!condition) throw new ArgumentException("The argument is not valid.");
    }

    /// <summary>Throws <see cref="ArgumentException"/> with a message unless the condition holds.</summary>
    public static void CheckArgument([DoesNotReturnIf(false)] bool condition, string errorMessage)
    {
        if (!condition) throw new ArgumentException(errorMessage);
    }

    /// <summary>Throws <see cref="ArgumentNullException"/> for null.</summary>
    public static T CheckNotNull<T>([NotNull] T? reference) =>
        reference is null ? throw new ArgumentNullException(nameof(reference)) : reference;

    /// <summary>Throws <see cref="ArgumentNullException"/> naming the parameter for null.</summary>
    public static T CheckNotNull<T>([NotNull] T? reference, string paramName) =>
        reference is null ? throw new ArgumentNullException(paramName) : reference;

    /// <summary>Throws <see cref="InvalidOperationException"/> unless the condition holds.</summary>
    public static void CheckState([DoesNotReturnIf(false)] bool condition)
    {
        if (!condition) throw new InvalidOperationException("The state does not allow this.");
    }

    /// <summary>Throws <see cref="InvalidOperationException"/> with a message unless the condition holds.</summary>
    public static void CheckState([DoesNotReturnIf(false)] bool condition, string errorMessage)
    {
        if (!condition) throw new InvalidOperationException(errorMessage);
    }
}
