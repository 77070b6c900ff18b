using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.People;

/// <summary>
/// People to try the product with: one or two desks per department the shipped workflows involve, in the three languages,
/// each with a superior up to the top. They are added once, into a database that knows nobody.
/// </summary>
public sealed partial class DemoPeople
{
    /// <summary>All of them; addresses end in <c>@demo.example</c>, which no mail server delivers to.</summary>
    public static IReadOnlyList<Person> All { get; } = Read();

    /// <summary>Adds them when there is nobody yet.</summary>
    /// <returns>How many were added.</returns>
    public static int Seed(CommitContext commit, PeopleStore store)
    {
        if (commit.First<long>("SELECT count(*) FROM people") > 0)
            return 0;
        foreach (var person in All)
            store.Save(commit, person);
        return All.Count;
    }

    private static List<Person> Read()
    {
        using var stream = typeof(DemoPeople).Assembly.GetManifestResourceStream("People/demo-people.json")!;
        return [.. JsonSerializer.Deserialize(stream, DemoJson.Default.ListEntry)!.Select(entry => entry.ToPerson())];
    }

    internal sealed record Entry(
        string Id, LocalText Name, string Email, string Language, string CalendarId, string? SuperiorId, string? SubstituteId,
        IReadOnlyList<string> Groups, IReadOnlyList<string> Roles)
    {
        public Person ToPerson() => new()
        {
            Id = Id,
            Name = Name,
            Email = Email,
            Language = LanguageCodes.Parse(Language),
            CalendarId = CalendarId,
            SuperiorId = SuperiorId,
            SubstituteId = SubstituteId,
            Groups = Groups,
            Roles = Roles,
        };
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(List<Entry>))]
    private sealed partial class DemoJson : JsonSerializerContext;
}
