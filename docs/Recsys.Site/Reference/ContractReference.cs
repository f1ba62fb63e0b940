using Google.Protobuf.Reflection;
using Recsys.V1;

namespace Recsys.Site.Reference;

/// <summary>The reference of the contract, made from its descriptors and their comments.</summary>
internal static class ContractReference
{
    private const string Package = "recsys.v1";

    /// <summary>
    /// The pages: one for each file of the contract, one of errors, one of calls by HTTP, and their index.
    /// </summary>
    public static IReadOnlyList<SitePage> Pages()
    {
        FileDescriptor[] files = [.. ContractImage.Files.Where(file => file.Package == Package)
            .OrderBy(file => file.Name, StringComparer.Ordinal)];
        var reasons = ErrorReasonList.Read();
        var symbols = new Symbols(files, reasons);
        var uses = new TypeUses(files);
        return
        [
            IndexPage.Build(files, symbols),
            .. files.OrderBy(file => file.Services.Count == 0).Select(file => FilePage(file, symbols, uses)),
            HttpPage.Build(files, symbols),
            ErrorPage.Build(reasons, files, symbols),
        ];
    }

    /// <summary>What a file's page is called: by its service, or by its types.</summary>
    public static string TitleOf(FileDescriptor file)
    {
        if (file.Services is [var service, ..]) return service.Name;
        string name = Path.GetFileNameWithoutExtension(file.Name).Replace('_', ' ');
        return $"{char.ToUpperInvariant(name[0])}{name[1..]} types";
    }

    private static SitePage FilePage(FileDescriptor file, Symbols symbols, TypeUses uses)
    {
        var page = new PageBuilder(ReferencePath.OfFile(file.Name), TitleOf(file));
        var comments = new CommentText(symbols, page.Path);
        foreach (var service in file.Services) new ServiceSection(page, comments, symbols).Write(service);
        page.Add($"<p class=\"origin\">From <code>protos/{Html.Escape(file.Name)}</code>, "
            + $"package <code>{Package}</code>.</p>");
        if (file.MessageTypes.Count > 0) page.Heading(2, "messages", "Messages");
        var messages = new MessageSection(page, comments, symbols, uses);
        foreach (var message in file.MessageTypes) messages.Write(message);
        if (file.EnumTypes.Count > 0) page.Heading(2, "enums", "Enums");
        foreach (var type in file.EnumTypes) EnumSection.Write(page, comments, type);
        return page.Build();
    }
}
