using AfterSales.Service.Languages;
using AfterSales.Service.Tasks;
using AfterSales.Service.TaskLinks;
using AfterSales.Web.Languages;

namespace AfterSales.Web.Pages;

/// <summary>Why a task cannot be done here any more, told kindly, with the way on.</summary>
/// <param name="Kind">For styles and tests: <c>used</c>, <c>expired</c>, <c>reassigned</c>, <c>gone</c>, <c>tampered</c>, <c>other</c>, <c>notAllowed</c>, <c>unknown</c>.</param>
public sealed record ClosedTask(string Kind, string Title, string Text, int Status, string? CaseNumber = null)
{
    /// <summary>The answer to a link that does not open its task.</summary>
    public static ClosedTask Of(TaskLinkResult result, Reader reader, Func<string, string> nameOf) => result switch
    {
        TaskLinkResult.Expired { PersonId: var who, At: var at } => new(
            "expired", reader["web.link.expired.title"],
            reader[IsCustomer(who) ? "web.link.expired.customer" : "web.link.expired.staff", reader.Format.DateTime(at)], StatusCodes.Status410Gone),
        TaskLinkResult.Used used => Used(used.ByHimself ? null : used.DoneBy is { } by ? nameOf(by) : "", used.DoneAt, reader),
        TaskLinkResult.Reassigned { To: var to } => Reassigned(to is null ? null : nameOf(to), null, reader),
        TaskLinkResult.OtherTask => new("other", reader["web.link.other.title"], reader["web.link.other.text"], StatusCodes.Status409Conflict),
        TaskLinkResult.Tampered => new("tampered", reader["web.link.tampered.title"], reader["web.link.tampered.text"], StatusCodes.Status404NotFound),
        _ => Gone(null, reader),
    };

    /// <summary>The answer to a task that is not there for the one who wants it.</summary>
    /// <param name="selfName">The reader's own name, to say "you".</param>
    public static ClosedTask Of(TaskLookup lookup, Reader reader, LocalText? selfName) => lookup switch
    {
        TaskLookup.AlreadyDone done => Used(done.ByName == selfName ? null : done.ByName is { } by ? reader.Pick(by) : "", done.At, reader) with { CaseNumber = done.CaseNumber },
        TaskLookup.Cancelled cancelled => Gone(cancelled.CaseNumber, reader),
        TaskLookup.Reassigned reassigned => Reassigned(reassigned.ToName is { } to ? reader.Pick(to) : null, reassigned.CaseNumber, reader),
        TaskLookup.Held held => new("held", reader["web.hold.closedTitle"], reader["web.hold.closedText"], StatusCodes.Status409Conflict, held.CaseNumber),
        TaskLookup.NotAllowed => new("notAllowed", reader["web.link.notAllowed.title"], reader["web.link.notAllowed.text"], StatusCodes.Status403Forbidden),
        _ => new("unknown", reader["web.link.unknown.title"], reader["web.link.unknown.text"], StatusCodes.Status404NotFound),
    };

    /// <param name="by">Null for the reader himself, empty for nobody known.</param>
    private static ClosedTask Used(string? by, DateTimeOffset? at, Reader reader)
    {
        var time = at is { } done ? reader.Format.DateTime(done) : null;
        var text = time is null || by?.Length == 0 ? reader["web.link.used.unknown"]
            : by is null ? reader["web.link.used.self", time]
            : reader["web.link.used.other", by, time];
        return new("used", reader["web.link.used.title"], text, StatusCodes.Status410Gone);
    }

    private static ClosedTask Reassigned(string? to, string? caseNumber, Reader reader) => new(
        "reassigned", reader["web.link.reassigned.title"],
        to is null ? reader["web.link.reassigned.nobody"] : reader["web.link.reassigned.to", to], StatusCodes.Status410Gone, caseNumber);

    private static ClosedTask Gone(string? caseNumber, Reader reader) =>
        new("gone", reader["web.link.gone.title"], reader["web.link.gone.text"], StatusCodes.Status410Gone, caseNumber);

    private static bool IsCustomer(string personId) => personId.StartsWith(TaskLinks.CustomerPrefix, StringComparison.Ordinal);
}
