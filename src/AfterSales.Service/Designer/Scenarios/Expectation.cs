using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer.Scenarios;

/// <summary>
/// What a scenario expects of its run. Where it ends counts always; steps, due times and mails only where they are listed. Mails are
/// expected by template and step, not by person, since people come and go.
/// </summary>
public sealed record Expectation
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Whether the workflow has come to its end.</summary>
    public required bool Ended { get; init; }

    /// <summary>The status of the case; null does not matter.</summary>
    public string? Status { get; init; }

    /// <summary>The end events reached, in any order.</summary>
    public IReadOnlyList<string> Ends { get; init => field = value ?? []; } = [];

    /// <summary>The tasks that are open when everything was done, as <c>process/element</c>, in any order.</summary>
    public IReadOnlyList<string> Open { get; init => field = value ?? []; } = [];

    /// <summary>The tasks, events and called processes passed, as <c>process/element</c>, in order.</summary>
    public IReadOnlyList<string>? Steps { get; init; }

    /// <summary>The mails, as <c>template process/element</c>, in any order, each named once.</summary>
    public IReadOnlyList<string>? Mails { get; init; }

    /// <summary>The due times, in order.</summary>
    public IReadOnlyList<ExpectedDeadline>? Deadlines { get; init; }

    /// <summary>What a run did, as the expectation of later ones.</summary>
    public static Expectation Of(TestRun run, bool steps, bool mails, bool deadlines) => new()
    {
        Ended = run.IsEnded,
        Status = run.Status,
        Ends = [.. run.Ends],
        Open = [.. run.Tasks.Select(task => task.Part.Path)],
        Steps = steps ? StepsOf(run) : null,
        Mails = mails ? MailsOf(run) : null,
        Deadlines = deadlines ? DeadlinesOf(run) : null,
    };

    public string Write() => JsonSerializer.Serialize(this, Format);

    public static Expectation? Read(string json, out string? problem)
    {
        problem = null;
        try
        {
            return JsonSerializer.Deserialize<Expectation>(json, Format);
        }
        catch (JsonException broken)
        {
            problem = broken.Message;
            return null;
        }
    }

    /// <summary>Where a run departs from what is expected; null where it does not.</summary>
    public Departure? Judge(TestRun run)
    {
        if (run.Refusal is { } refusal)
            return new Departure(
                refusal.Action < 0 ? null : run.Script.Actions[refusal.Action].Step,
                refusal.Action < 0 ? refusal.Why : Say("designer.scenario.cannot", language => [refusal.Action + 1, refusal.Why.In(language)]));
        if (Steps is { } steps && DepartureOf(steps, run) is { } departed)
            return departed;
        if (Ended != run.IsEnded)
            return run.Tasks.Count > 0
                ? new Departure(run.Tasks[0].Part.ElementId, Say("designer.scenario.stillOpen", language => [string.Join(TextCatalog.For(language)["mail.comma"], run.Tasks.Select(task => task.Part.Name.In(language)))]))
                : new Departure(run.Incidents.Select(stuck => stuck.Part.ElementId).FirstOrDefault(), Say(run.IsEnded ? "designer.scenario.endedEarly" : "designer.scenario.standsStill", _ => []));
        if (!Same(Open, run.Tasks.Select(task => task.Part.Path)))
            return new Departure(
                run.Tasks.Select(task => task.Part.ElementId).FirstOrDefault(),
                Say("designer.scenario.otherOpen", language => [Names(run, Open, language), Names(run, run.Tasks.Select(task => task.Part.Path), language)]));
        if (!Same(Ends, run.Ends))
            return new Departure(run.Ends.Except(Ends).FirstOrDefault(), Say("designer.scenario.otherEnd", _ => [string.Join(", ", Ends), string.Join(", ", run.Ends)]));
        if (Status is not null && Status != run.Status)
            return new Departure(null, Say("designer.scenario.otherStatus", _ => [Status, run.Status]));
        return DepartureOfDeadlines(run) ?? DepartureOfMails(run);
    }

    private static List<string> StepsOf(TestRun run) => [.. run.Steps.Where(step => step.IsTold).Select(step => step.Part.Path)];

    private static List<string> MailsOf(TestRun run) => [.. run.Mails.Select(mail => mail.Step is { } step ? $"{mail.Template} {step.Path}" : mail.Template).Distinct()];

    private static List<ExpectedDeadline> DeadlinesOf(TestRun run) => [.. run.Deadlines.Select(deadline => new ExpectedDeadline(deadline.Part.Path, deadline.DueAt.ToUniversalTime()))];

    private static Departure? DepartureOf(IReadOnlyList<string> expected, TestRun run)
    {
        var passed = run.Steps.Where(step => step.IsTold).ToList();
        for (var index = 0; index < Math.Max(expected.Count, passed.Count); index++)
        {
            var (wanted, came) = (index < expected.Count ? expected[index] : null, index < passed.Count ? passed[index] : null);
            if (wanted == came?.Part.Path)
                continue;
            var before = index > 0 ? passed[index - 1].Part : null;
            return new Departure(came?.Part.ElementId ?? before?.ElementId, came is null
                ? Say("designer.scenario.stops", language => [before?.Name.In(language) ?? "", Names(run, [wanted!], language)])
                : wanted is null
                ? Say("designer.scenario.goesOn", language => [before?.Name.In(language) ?? "", came.Part.Name.In(language)])
                : Say("designer.scenario.otherStep", language => [before?.Name.In(language) ?? "", came.Part.Name.In(language), Names(run, [wanted], language)]));
        }
        return null;
    }

    private Departure? DepartureOfDeadlines(TestRun run)
    {
        if (Deadlines is null)
            return null;
        var met = DeadlinesOf(run);
        for (var index = 0; index < Math.Max(Deadlines.Count, met.Count); index++)
        {
            var (wanted, came) = (index < Deadlines.Count ? Deadlines[index] : null, index < met.Count ? met[index] : null);
            // Variables keep whole seconds.
            if (wanted is not null && came is not null && wanted.Step == came.Step && (wanted.Due - came.Due).Duration() < TimeSpan.FromSeconds(1))
                continue;
            var step = (came ?? wanted)!.Step;
            return new Departure(step[(step.IndexOf('/', StringComparison.Ordinal) + 1)..], wanted is not null && came is not null && wanted.Step == came.Step
                ? Say("designer.scenario.otherDue", language => [Names(run, [step], language), Shown(wanted.Due, language), Shown(came.Due, language)])
                : Say(came is null ? "designer.scenario.noDue" : "designer.scenario.newDue", language => [Names(run, [step], language)]));
        }
        return null;
    }

    private Departure? DepartureOfMails(TestRun run)
    {
        if (Mails is null)
            return null;
        var written = MailsOf(run);
        var (missing, extra) = (Mails.Except(written).FirstOrDefault(), written.Except(Mails).FirstOrDefault());
        var mail = missing ?? extra;
        return mail is null ? null : new Departure(
            mail.Split('/') is [_, var step] ? step : null,
            Say(missing is not null ? "designer.scenario.mailMissing" : "designer.scenario.mailExtra", language => [mail.Split(' ')[0], mail.Split(' ') is [_, var path] ? Names(run, [path], language) : ""]));
    }

    private static string Shown(DateTimeOffset at, Language language) => LocalFormat.For(language, TimeZoneInfo.Utc).DateTime(at) + " UTC";

    private static string Names(TestRun run, IEnumerable<string> paths, Language language) =>
        string.Join(TextCatalog.For(language)["mail.comma"], paths.Select(path => run.NameAt(path).In(language)));

    private static bool Same(IEnumerable<string> expected, IEnumerable<string> found) => expected.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal));

    private static LocalText Say(string key, Func<Language, object?[]> args) => new(
        TextCatalog.For(Language.English)[key, args(Language.English)], TextCatalog.For(Language.Persian)[key, args(Language.Persian)], TextCatalog.For(Language.Chinese)[key, args(Language.Chinese)]);
}

/// <summary>A due time a scenario expects.</summary>
public sealed record ExpectedDeadline(string Step, DateTimeOffset Due);

/// <summary>Where a run leaves what was expected: the element, and the sentence.</summary>
public sealed record Departure(string? ElementId, LocalText Why);
