namespace AfterSales.Web.Hosting;

/// <summary>
/// Finds the folder that holds <c>workflows</c> and <c>templates</c>: beside the program where it was published, above the sources in a
/// clone, whatever folder the start command was given in.
/// </summary>
public static class HomeFolder
{
    private const string Mark = "workflows";

    public static string Find(string contentRoot)
    {
        foreach (var start in (ReadOnlySpan<string>)[contentRoot, AppContext.BaseDirectory])
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                if (Directory.Exists(Path.Combine(folder.FullName, Mark)))
                    return folder.FullName;
        return contentRoot;
    }
}
