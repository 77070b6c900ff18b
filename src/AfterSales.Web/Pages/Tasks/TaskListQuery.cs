using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Kpis;
using AfterSales.Service.Tasks;

namespace AfterSales.Web.Pages.Tasks;

/// <summary>What a list of tasks is asked for, as its address spells it. What is no word of it is left out.</summary>
public sealed record TaskListQuery(InboxView View, string? Text, string? Kind, string? Group, string? Who, string? Due)
{
    /// <summary>The choices of "due".</summary>
    public static IReadOnlyList<string> DueChoices { get; } = ["overdue", "pressing", "today", "week", "none"];

    private const int SoonDays = 2;
    private const int LongestWord = 200;

    /// <summary>True where anything narrows the view.</summary>
    public bool IsNarrowed => (Text ?? Kind ?? Group ?? Who ?? Due) is not null;

    public string ViewCode => View.ToString().ToLowerInvariant();

    public static TaskListQuery Read(IQueryCollection query, bool seesAll)
    {
        string? Word(string name) => query[name].ToString().Trim() is { Length: > 0 and <= LongestWord } word ? word : null;
        return new(
            Word("view") switch
            {
                "group" => InboxView.Group,
                "overdue" => InboxView.Overdue,
                "waiting" => InboxView.Waiting,
                "all" when seesAll => InboxView.All,
                _ => InboxView.Mine,
            },
            Word("q"), CaseKinds.Find(Word("kind"))?.Id, Word("group"), Word("who"), DueChoices.FirstOrDefault(choice => choice == Word("due")));
    }

    /// <param name="calendar">By whose days "today" and "two working days" are meant.</param>
    public TaskFilter Filter(WorkingCalendar calendar, DateTimeOffset now) => new()
    {
        Kind = Kind,
        Group = Group,
        Who = Who,
        Text = Text,
        NoDue = Due == "none",
        DueBefore = Due switch
        {
            "overdue" => now,
            "today" => KpiPeriods.StartOf(calendar.LocalDay(now).AddDays(1), calendar.Zone),
            "week" => KpiPeriods.StartOf(calendar.LocalDay(now).AddDays(8), calendar.Zone),
            "pressing" => WorkingTime.DaysLater(calendar, now, SoonDays).AddMilliseconds(1),
            _ => null,
        },
    };

    /// <summary>The part of the address after the question mark.</summary>
    public string ToQuery(bool narrowed = true) => QueryString.Create(new Dictionary<string, string?>
    {
        ["view"] = ViewCode,
        ["q"] = narrowed ? Text : null,
        ["kind"] = narrowed ? Kind : null,
        ["group"] = narrowed ? Group : null,
        ["who"] = narrowed ? Who : null,
        ["due"] = narrowed ? Due : null,
    }.Where(pair => pair.Value is not null)).ToUriComponent();
}
