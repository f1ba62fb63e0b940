using Recsys.Site;
using Recsys.Site.Sources;

// recsys-site --root DIR --output DIR: renders the documentation of the checkout at DIR. Exit code 2 for wrong
// arguments, 1 when a page cannot be made.
if (args is not ["--root", var root, "--output", var output])
{
    Console.Error.WriteLine("usage: dotnet Recsys.Site.dll --root CHECKOUT --output FOLDER");
    return 2;
}

try
{
    var site = SiteGenerator.Generate(new SourceTree(root));
    SiteFolder.Write(output, site.Files);
    foreach (string warning in site.Warnings) Console.WriteLine($"docs: {warning}");
    return 0;
}
catch (SiteException error)
{
    Console.Error.WriteLine($"docs: error: {error.Message}");
    return 1;
}
