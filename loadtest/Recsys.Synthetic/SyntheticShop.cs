namespace Recsys.Synthetic;

/// <summary>A shop in a folder: a store, a published model version, and who and what is in it.</summary>
public sealed class SyntheticShop
{
    private const string Part = ".part";

    private SyntheticShop(string folder, ShopFile file) => (Folder, Shape, EndMs) = (folder, file.Shape, file.EndMs);

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Its shape.</summary>
    public SyntheticShape Shape { get; }

    /// <summary>Time its histories end at, in milliseconds since 1970-01-01 UTC.</summary>
    public long EndMs { get; }

    /// <summary>Folder of the store, for <c>serve --data</c>.</summary>
    public string DataFolder => Path.Combine(Folder, "data");

    /// <summary>Folder of the model repository, for <c>serve --models</c>.</summary>
    public string ModelsFolder => Path.Combine(Folder, "models");

    /// <summary>File of the customers' ids, one a line.</summary>
    public string CustomersFile => Path.Combine(Folder, "customers.txt");

    /// <summary>File of the products' ids, one a line.</summary>
    public string ProductsFile => Path.Combine(Folder, "products.txt");

    /// <summary>Opens the shop of a folder.</summary>
    /// <exception cref="SyntheticException">There is none, or another build made it.</exception>
    public static SyntheticShop Open(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var file = ShopFile.Read(folder);
        return file.Format == ShopFile.CurrentFormat
            ? new SyntheticShop(Path.GetFullPath(folder), file)
            : throw new SyntheticException(
                $"{folder} has format {file.Format}, this build makes {ShopFile.CurrentFormat}: "
                + "delete the folder, or name another.");
    }

    /// <summary>
    /// Opens the shop of a folder where it is of the shape asked for, and makes it where there is none. It is made
    /// aside and put in place whole: a making that was interrupted leaves nothing that could be served, and the next
    /// one starts anew.
    /// </summary>
    /// <param name="folder">The shop's folder.</param>
    /// <param name="shape">What to make.</param>
    /// <param name="clock">The shop's present is the beginning of its day; null takes the system's.</param>
    /// <param name="progress">Told where it stands; may be null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">The shape is out of bounds.</exception>
    /// <exception cref="SyntheticException">
    /// The folder holds something else, the disk has too little room, or somebody else makes this shop now.
    /// </exception>
    public static async Task<SyntheticShop> OpenOrMakeAsync(
        string folder, SyntheticShape shape, TimeProvider? clock = null,
        IProgress<SyntheticProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(shape);
        shape.Checked();
        folder = Path.GetFullPath(folder.TrimEnd(Path.DirectorySeparatorChar));
        if (IsThere(folder)) return OpenOf(folder, shape);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        using var held = Hold(folder + Part + ".lock");
        // Another process may have made it while this one waited for nothing.
        if (IsThere(folder)) return OpenOf(folder, shape);
        if (Directory.Exists(folder + Part)) Directory.Delete(folder + Part, recursive: true);
        string disk = Path.GetDirectoryName(folder)!;
        DiskNeed.Require(shape, disk, new DriveInfo(disk).AvailableFreeSpace);
        var day = (clock ?? TimeProvider.System).GetUtcNow().UtcDateTime.Date;
        long endMs = new DateTimeOffset(day, TimeSpan.Zero).ToUnixTimeMilliseconds();
        await MakeAsync(folder + Part, new ShopMaking(shape, endMs, progress, cancellation));
        if (Directory.Exists(folder)) Directory.Delete(folder);
        Directory.Move(folder + Part, folder);
        return Open(folder);
    }

    private static async Task MakeAsync(string part, ShopMaking shop)
    {
        var made = new SyntheticShop(
            part, new ShopFile { Format = ShopFile.CurrentFormat, Shape = shop.Shape, EndMs = shop.EndMs });
        Directory.CreateDirectory(part);
        shop.Report("histories", 0);
        var events = EventTable.Make(
            shop.Shape, shop.Histories, shop.Products, shop.EndMs, shop.Cancellation);
        shop.Report("histories", 1, $"{events.Count} interactions");
        await new StoreStep(shop).WriteAsync(made.DataFolder, events);
        ShopMaking.GiveBackMemory();
        await Task.Run(() => new ModelStep(shop, made.ModelsFolder).Write(events), shop.Cancellation);
        File.WriteAllLines(
            made.CustomersFile, Enumerable.Range(0, shop.Shape.Customers).Select(Names.Customer));
        File.WriteAllLines(made.ProductsFile, Enumerable.Range(0, shop.Shape.Products).Select(Names.Product));
        ShopFile.Write(part, new ShopFile { Format = ShopFile.CurrentFormat, Shape = made.Shape, EndMs = made.EndMs });
    }

    private static bool IsThere(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any();

    private static SyntheticShop OpenOf(string folder, SyntheticShape shape)
    {
        var shop = Open(folder);
        return shop.Shape == shape
            ? shop
            : throw new SyntheticException(
                $"{folder} holds the shop {shop.Shape.Name}, not {shape.Name}: name another folder, or delete it.");
    }

    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException taken)
        {
            throw new SyntheticException($"{path} cannot be locked: is another process making this shop?", taken);
        }
    }
}
