using AfterSales.Service.Languages;

namespace AfterSales.Service.Tasks.Obstacles;

/// <summary>The obstacles people choose from; the words are under <c>held.obstacle.reason</c>.</summary>
public static class ObstacleReasons
{
    /// <summary>Their ids, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } = ["part", "site", "customer", "information", "means", "competence", "time", "other"];

    public static LocalText Name(string reason) => new(
        TextCatalog.For(Language.English)[Key(reason)], TextCatalog.For(Language.Persian)[Key(reason)], TextCatalog.For(Language.Chinese)[Key(reason)]);

    private static string Key(string reason) => $"held.obstacle.reason.{reason}";
}
