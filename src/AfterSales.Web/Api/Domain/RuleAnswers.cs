using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Deadlines.Moves;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;

namespace AfterSales.Web.Api.Domain;

/// <summary>What the APIs of edited rules answer alike.</summary>
internal static class RuleAnswers
{
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
