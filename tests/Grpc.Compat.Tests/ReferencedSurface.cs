using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Grpc.Compat.Tests;

/// <summary>Types and members that an assembly refers to in others.</summary>
internal static class ReferencedSurface
{
    public static IReadOnlySet<string> Read(string path, IReadOnlyCollection<string> assemblies)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var found = new HashSet<string>();
        foreach (var handle in reader.TypeReferences)
            if (assemblies.Contains(AssemblyOf(reader, handle)))
                found.Add(SignatureText.Instance.GetTypeFromReference(reader, handle, 0));
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (DeclaringType(reader, member.Parent) is not { } type || !assemblies.Contains(AssemblyOf(reader, type)))
                continue;
            string typeName = SignatureText.Instance.GetTypeFromReference(reader, type, 0);
            string name = reader.GetString(member.Name);
            found.Add(member.GetKind() == MemberReferenceKind.Method
                ? SignatureText.Method(typeName, name, member.DecodeMethodSignature(SignatureText.Instance, null))
                : SignatureText.Field(typeName, name, member.DecodeFieldSignature(SignatureText.Instance, null)));
        }
        return found;
    }

    private static TypeReferenceHandle? DeclaringType(MetadataReader reader, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeReference) return (TypeReferenceHandle)parent;
        if (parent.Kind != HandleKind.TypeSpecification) return null;
        var blob = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return null;
        blob.ReadByte();
        var generic = blob.ReadTypeHandle();
        return generic.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)generic : null;
    }

    private static string AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference =>
                reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => "",
        };
    }
}
