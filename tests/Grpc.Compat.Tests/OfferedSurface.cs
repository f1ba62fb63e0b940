using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Grpc.Compat.Tests;

/// <summary>Types and members of an assembly that another one may use: public, or protected for those that
/// derive.</summary>
internal static class OfferedSurface
{
    public static IEnumerable<string> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var found = new List<string>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if (!IsVisible(type.Attributes)) continue;
            string typeName = SignatureText.Instance.GetTypeFromDefinition(reader, handle, 0);
            found.Add(typeName);
            foreach (var member in type.GetMethods())
            {
                var method = reader.GetMethodDefinition(member);
                if (IsVisible(method.Attributes))
                    found.Add(SignatureText.Method(
                        typeName, reader.GetString(method.Name), method.DecodeSignature(SignatureText.Instance, null)));
            }
            foreach (var member in type.GetFields())
            {
                var field = reader.GetFieldDefinition(member);
                if ((field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public)
                    found.Add(SignatureText.Field(
                        typeName, reader.GetString(field.Name), field.DecodeSignature(SignatureText.Instance, null)));
            }
        }
        return found;
    }

    private static bool IsVisible(TypeAttributes attributes) =>
        (attributes & TypeAttributes.VisibilityMask)
            is TypeAttributes.Public or TypeAttributes.NestedPublic or TypeAttributes.NestedFamORAssem;

    private static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask)
            is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;
}
