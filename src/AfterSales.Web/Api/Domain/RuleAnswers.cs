using System.Diagnostics.CodeAnalysis;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Deadlines.Moves;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;

namespace AfterSales.Web.Api.Domain;

/// <summary>What the APIs of edited rules ask and answer alike.</summary>
internal static class RuleAnswers
{
    private const int MostShifts = 2_000;

    /// <summary>The draft in a body, or the answer to a call that brings none; <paramref name="malformed"/> says what the form should be.</summary>
    public static bool TryRead<TDraft>(
        HttpContext http, JsonBody body, string field, Func<string, TDraft?> read, string malformed, [NotNullWhen(true)] out TDraft? draft, [NotNullWhen(false)] out IResult? problem)
        where TDraft : class
    {
        draft = body.Object(field) is { } json ? read(json.GetRawText()) : null;
        body.Require(field);
        problem = body.Problem() ?? (draft is null ? ApiProblem.Invalid(http, malformed) : null);
        return problem is null;
    }

    /// <summary>The answer to a call that asks for more or fewer moves than there may be, or null.</summary>
    public static IResult? Take(HttpContext http, int take) =>
        take is < 1 or > MostShifts ? ApiProblem.Invalid(http, $"'take' must be between 1 and {MostShifts}.") : null;

    /// <summary>What a change would do: totals, the first moves, and the fingerprint that applies it.</summary>
    public static IResult Preview<TShift>(string id, int version, string fingerprint, object totals, IReadOnlyList<TShift> shifts, int take, Func<TShift, object> shown) =>
        Results.Ok(new { id, version, fingerprint, totals, total = shifts.Count, items = shifts.Take(take).Select(shown) });

    /// <summary>One entry of a rule's history.</summary>
    public static object Version(RuleVersion version) => new
    {
        version = version.Version,
        author = version.Author,
        reason = version.Reason,
        changes = version.Changes,
        changedAt = Answers.Instant(version.ChangedAt),
        appliedAt = Answers.Instant(version.AppliedAt),
    };

    /// <summary>200 with the version, 400 with the mistakes per field, 409 where the preview no longer holds.</summary>
    public static IResult Of(HttpContext http, RuleChangeResult result) => result switch
    {
        RuleChangeResult.Applied(var version) => Results.Ok(new { version }),
        RuleChangeResult.Outdated(var message) => ApiProblem.Conflict(http, message),
        RuleChangeResult.Invalid(var errors) => RegisterAnswers.Refused(http, errors),
        var unknown => throw new InvalidOperationException($"Unknown result of a change: {unknown}"),
    };
}
