using AfterSales.Service.Languages;

namespace AfterSales.Service.People;

/// <summary>
/// Somebody who works on cases: where he is written to, in which language, by which calendar he works, who stands
/// above him and who stands in for him. A value: changes are made by saving a changed copy in <see cref="Directory"/>.
/// </summary>
public sealed record Person
{
    /// <summary>Stable id, also the assignee of tasks and the user name of the account.</summary>
    public required string Id { get; init; }

    /// <summary>The name shown to others, in the languages it was given in.</summary>
    public required LocalText Name { get; init; }

    public required string Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>The language this person reads mails and pages in.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>The working calendar reminders and escalations to this person keep to.</summary>
    public string CalendarId { get; init; } = "standard";

    /// <summary>Who is told when this person lets a limit pass; null at the top.</summary>
    public string? SuperiorId { get; init; }

    /// <summary>Who does this person's tasks while he is away.</summary>
    public string? SubstituteId { get; init; }

    /// <summary>First instant of absence; null when no absence is planned.</summary>
    public DateTimeOffset? AwayFrom { get; init; }

    /// <summary>The instant the person is back; null with <see cref="AwayFrom"/> set means until further notice.</summary>
    public DateTimeOffset? AwayUntil { get; init; }

    /// <summary>Role ids of departments and functions the person belongs to (<see cref="RoleCatalog"/>).</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Account roles (<see cref="AccountRoles"/>).</summary>
    public IReadOnlyList<string> Roles { get; init; } = [AccountRoles.Staff];

    /// <summary>False for somebody who has left: keeps the name on records, gets no task and no mail.</summary>
    public bool Active { get; init; } = true;

    public bool IsAdmin => Roles.Contains(AccountRoles.Admin);

    /// <summary>May see every case and task: managers, process owners and admins.</summary>
    public bool SeesEverything => IsAdmin || Roles.Contains(AccountRoles.ProcessOwner) || Roles.Contains(AccountRoles.Manager);

    /// <summary>Whether the person works in any of <paramref name="groups"/>.</summary>
    public bool IsIn(IEnumerable<string> groups) => groups.Any(group => Groups.Contains(group));

    public bool IsAwayAt(DateTimeOffset instant) =>
        AwayFrom is { } from && from <= instant && (AwayUntil is not { } until || instant < until);
}
