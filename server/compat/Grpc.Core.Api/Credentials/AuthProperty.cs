using System.Text;

namespace Grpc.Core;

/// <summary>One thing known of who is calling, for example a name in a certificate.</summary>
public class AuthProperty
{
    private readonly byte[] _value;

    private AuthProperty(string name, byte[] value)
    {
        Name = name;
        _value = value;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its value read as UTF-8.</summary>
    public string Value => Encoding.UTF8.GetString(_value);

    /// <summary>A copy of its value.</summary>
    public byte[] ValueBytes => (byte[])_value.Clone();

    /// <summary>Makes one from a copy of the value.</summary>
    public static AuthProperty Create(string name, byte[] valueBytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(valueBytes);
        return new AuthProperty(name, (byte[])valueBytes.Clone());
    }
}
