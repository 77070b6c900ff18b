using AfterSales.Service.Languages;

namespace AfterSales.Service.Trainings;

/// <summary>Finds our own people among the names a trainer typed: by id, address, or their name in any language.</summary>
internal static class Participants
{
    public const int Most = 200;

    public static IReadOnlyList<TrainedPerson> Of(People.Directory people, IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Take(Most).Select(name => Of(people, name))];

    private static TrainedPerson Of(People.Directory people, string name)
    {
        var person = people.ById(name) ?? people.ByEmail(name)
            ?? people.All.FirstOrDefault(known => known.Active && LanguageCodes.All.Any(language => string.Equals(known.Name.In(language), name, StringComparison.OrdinalIgnoreCase)));
        return person is null ? new TrainedPerson(name, null) : new TrainedPerson(person.Name.English, person.Id);
    }
}
