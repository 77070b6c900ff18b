using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using AfterSales.Service.Calendars;
using AfterSales.Service.Escalation;
using AfterSales.Service.People;

namespace AfterSales.Service.Designer.Runs;

/// <summary>
/// What the outcome of a test run depends on besides its script and the library: working calendars, people with their groups, superiors,
/// substitutes and absences, and escalation policies. Two that are equal let the same script on the same library go the same way.
/// </summary>
internal sealed class RunSurroundings : IEquatable<RunSurroundings>
{
    // The directory keeps a list of people until it reads them again, so that each is written out once.
    private static readonly ConditionalWeakTable<IReadOnlyList<Person>, string> Prints = [];

    private readonly IReadOnlyList<WorkingCalendar> _calendars;
    private readonly IReadOnlyList<(string Id, int Version)> _policies;
    private readonly string _people;

    public RunSurroundings(CalendarRegistry calendars, People.Directory people, IEnumerable<EscalationPolicy> policies)
    {
        // A calendar never changes; an edited one takes its place.
        _calendars = calendars.All;
        _policies = [.. policies.Select(policy => (policy.Id, policy.Version))];
        _people = Prints.GetValue(people.All, all => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(all))));
    }

    public bool Equals(RunSurroundings? other) =>
        other is not null && _people == other._people && _policies.SequenceEqual(other._policies) && _calendars.SequenceEqual(other._calendars, ReferenceEqualityComparer.Instance);

    public override bool Equals(object? obj) => Equals(obj as RunSurroundings);

    public override int GetHashCode() => _people.GetHashCode(StringComparison.Ordinal);
}
