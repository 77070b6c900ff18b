namespace AfterSales.Web.Hosting;

/// <summary>
/// Finds the folder that holds <c>workflows</c> and <c>templates</c>: beside the program where it was published, above the sources in a
/// clone, whatever folder the start command was given in.
/// </summary>
public static class HomeFolder
{
    private const string Mark = "workflows";

    /// <summary>
    /// A published program has its pages' files beside itself and finds them whatever folder it is started from, as a service manager
    /// does; from the sources the folder is the project's, as usual.
    /// </summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
    };

    public static string Find(string contentRoot)
    {
        foreach (var start in (ReadOnlySpan<string>)[contentRoot, AppContext.BaseDirectory])
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                if (Directory.Exists(Path.Combine(folder.FullName, Mark)))
                    return folder.FullName;
        return contentRoot;
    }
}
