namespace Grpc.Core;

/// <summary>On the generated base of a service: where the method that binds it is found.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = true)]
public class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    /// <summary>Type that holds the method.</summary>
    public Type BindType { get; } = bindType;

    /// <summary>Name of the method.</summary>
    public string BindMethodName { get; } = bindMethodName;
}
