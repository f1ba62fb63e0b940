using Google.Protobuf;
using Google.Protobuf.Reflection;
using Recsys.Standard.Api;

namespace Recsys.V1;

/// <summary>
/// The contract as descriptors that carry what generated code leaves away: the comments of the protos
/// (<see cref="DescriptorDeclaration.LeadingComments"/> of every <c>Declaration</c>) and the options, HTTP rules among
/// them. Documents are made from it; serving a call needs none of it.
/// </summary>
public static class ContractImage
{
    private const string Resource = "contract.binpb";
    private const string Package = "recsys.v1";

    private static readonly Lazy<IReadOnlyList<FileDescriptor>> All = new(Read);

    /// <summary>The contract's files and all they import, each behind what it imports.</summary>
    public static IReadOnlyList<FileDescriptor> Files => All.Value;

    /// <summary>The contract's services, by name.</summary>
    public static IEnumerable<ServiceDescriptor> Services => Files
        .Where(file => file.Package == Package)
        .SelectMany(file => file.Services)
        .OrderBy(service => service.Name, StringComparer.Ordinal);

    /// <summary>How a method is reached by plain HTTP; null for one that is not.</summary>
    /// <param name="method">The method, of these descriptors or of generated code.</param>
    public static HttpRule? HttpRuleOf(MethodDescriptor method) =>
        method.GetOptions()?.GetExtension(AnnotationsExtensions.Http);

    private static IReadOnlyList<FileDescriptor> Read()
    {
        using var stream = typeof(ContractImage).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly was built without its resource {Resource}.");
        var set = FileDescriptorSet.Parser.ParseFrom(stream);
        var registry = new ExtensionRegistry { AnnotationsExtensions.Http };
        return FileDescriptor.BuildFromByteStrings(set.File.Select(file => file.ToByteString()), registry);
    }
}
