using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Mail;
using AfterSales.Service.Records;
using AfterSales.Service.Timeline;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Cases;

/// <summary>A case from beginning to end on paper (A4): facts, limits with how they were counted, diagram, events, comments, records, mails and the list of files.</summary>
public sealed class CaseFileModel(CaseQueries cases, DeadlineQueries deadlines, Mailbox mailbox) : SitePage
{
    private const int MostMails = 500;

    public CaseView View { get; private set; } = null!;

    public IReadOnlyList<DeadlineClockView> Clocks { get; private set; } = [];

    /// <summary>Oldest first, as everything here.</summary>
    public IReadOnlyList<MailView> Mails { get; private set; } = [];

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>What happened, oldest first, without the comments, which stand by themselves.</summary>
    public IEnumerable<TimelineLine> Events => View.Timeline.Where(line => line.Kind != TimelineKinds.CaseComment).Reverse();

    public IEnumerable<TimelineLine> Comments => View.Timeline.Where(line => line.Kind == TimelineKinds.CaseComment).Reverse();

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct)
    {
        if (await cases.GetAsync(number, Person, T.Language, ct) is not { } view)
            return Missing();
        View = view;
        ShowTimesBy(view.Case.CalendarId);
        Clocks = [.. deadlines.ForCase(number).OrderBy(clock => clock.StartedAt).ThenBy(clock => clock.DueAt)];
        Mails = [.. (await mailbox.ListAsync(new MailFilter { CaseNumber = number, Limit = MostMails }, ct)).Reverse()];
        return Page();
    }

    /// <summary>The files of a field that are there.</summary>
    public IReadOnlyList<Attachment> FilesOf(RecordField field) =>
        [.. field.AttachmentIds.Select(id => View.Attachments.FirstOrDefault(file => file.Id == id)).OfType<Attachment>()];
}
