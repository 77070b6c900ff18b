using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Languages;
using AfterSales.Service.Timeline;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary>Cases as the signed-in account may see them.</summary>
internal static class CasesApi
{
    private const int LargestPage = 200;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/cases", ListAsync).RequireAuthorization(Rights.Staff)
            .WithSummary("Cases, newest first: text, status, kind, open, from, to, skip, take.");
        api.MapGet("/cases/{number}", GetAsync).RequireAuthorization(Rights.Staff)
            .WithSummary("One case with deadline clocks, timeline and records; 'language' chooses the words.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, SignedInPerson signedIn, CaseQueries cases, string? text, string? status, string? kind, bool? open,
        DateTimeOffset? from, DateTimeOffset? to, int skip = 0, int take = 50, CancellationToken ct = default)
    {
        var statuses = new List<CaseStatus>();
        foreach (var code in (status ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!CaseStatusCodes.TryParse(code, out var parsed))
                return ApiProblem.Invalid(http, $"Status '{code}' is unknown; there are {string.Join(", ", CaseStatusCodes.All.Select(known => known.Code()))}.");
            statuses.Add(parsed);
        }
        if (skip < 0 || take is < 1 or > LargestPage)
            return ApiProblem.Invalid(http, "'skip' must not be negative and 'take' must be between 1 and 200.");
        var page = await cases.ListAsync(new CaseFilter
        {
            Text = text,
            Statuses = statuses,
            Kinds = kind is null ? [] : [kind],
            IsOpen = open,
            ReceivedFrom = from,
            ReceivedBefore = to,
            Skip = skip,
            Take = take,
        }, signedIn.Person!, ct);
        return Results.Ok(new
        {
            total = page.Total,
            items = page.Items.Select(item => Summary(item.Case, item.WaitingRoles, item.NextDueAt)),
        });
    }

    private static async Task<IResult> GetAsync(
        HttpContext http, string number, SignedInPerson signedIn, CaseQueries cases, DeadlineQueries deadlines, string? language, CancellationToken ct)
    {
        var reader = signedIn.Person!;
        if (language is not null && !LanguageCodes.TryParse(language, out _))
            return ApiProblem.Invalid(http, "'language' must be en, fa or zh.");
        var words = language is null ? reader.Language : LanguageCodes.Parse(language);
        if (await cases.GetAsync(number, reader, words, ct) is not { } view)
            return ApiProblem.NotFound(http, $"There is no case {number} that this account may see.");
        var clocks = await Task.Run(() => deadlines.ForCase(number), ct);
        return Results.Ok(new
        {
            caseNumber = view.Case.Number,
            kind = view.Case.Kind,
            status = view.Case.Status.Code(),
            outcome = view.Case.Outcome,
            subject = view.Case.Subject,
            description = view.Case.Description,
            urgency = view.Case.Urgency.Code(),
            channel = view.Case.Channel,
            language = view.Case.Language.Code(),
            calendar = view.Case.CalendarId,
            ownerDepartment = view.Case.OwnerDepartment,
            receivedAt = Answers.Instant(view.Case.ReceivedAt),
            closedAt = Answers.Instant(view.Case.ClosedAt),
            trackingUrl = PublicAddress.Tracking(http, view.Case.TrackingCode),
            processInstanceKey = Answers.Key(view.Case.ProcessInstanceKey),
            customer = new { name = view.Case.CustomerName, email = view.Case.CustomerEmail, phone = view.Case.CustomerPhone, company = view.Case.CustomerCompany },
            product = new { model = view.Case.ProductModel, serialNumber = view.Case.SerialNumber, orderNumber = view.Case.OrderNumber },
            deadlineClocks = clocks.Select(clock => Clock(clock, words)),
            openTasks = view.OpenTasks.Select(task => new
            {
                userTaskKey = Answers.Key(task.Key),
                name = task.Name.In(words),
                assignee = task.Assignee,
                candidateGroups = task.CandidateGroups,
                dueAt = Answers.Instant(task.DueAt),
                isOverdue = task.IsOverdue,
            }),
            timeline = view.Timeline.Select(Line),
            records = view.Records.Select(record => RecordJson.Of(record, words)),
            attachments = view.Attachments.Select(file => new { id = file.Id, fileName = file.FileName, contentType = file.ContentType, size = file.Size, sha256 = file.Sha256 }),
        });
    }

    private static object Summary(ServiceCase item, IReadOnlyList<string> waitingRoles, DateTimeOffset? nextDueAt) => new
    {
        caseNumber = item.Number,
        kind = item.Kind,
        status = item.Status.Code(),
        subject = item.Subject,
        urgency = item.Urgency.Code(),
        customer = item.CustomerName,
        receivedAt = Answers.Instant(item.ReceivedAt),
        closedAt = Answers.Instant(item.ClosedAt),
        waitingRoles,
        nextDueAt = Answers.Instant(nextDueAt),
        processInstanceKey = Answers.Key(item.ProcessInstanceKey),
    };

    /// <summary>A limit with its facts, and its receipt in words.</summary>
    private static object Clock(DeadlineClockView clock, Language words)
    {
        var receipt = ReceiptText.Of(clock, words);
        return new
        {
            key = Answers.Key(clock.Key),
            userTaskKey = Answers.Key(clock.UserTaskKey),
            limit = clock.LimitId,
            name = clock.Name.In(words),
            state = char.ToLowerInvariant(clock.State.ToString()[0]) + clock.State.ToString()[1..],
            isWaiting = clock.IsWaiting,
            isBreached = clock.IsBreached,
            startedAt = Answers.Instant(clock.StartedAt),
            dueAt = Answers.Instant(clock.DueAt),
            dueWithoutPauses = Answers.Instant(clock.DueWithoutPauses),
            dueWithPauses = Answers.Instant(clock.DueWithPauses),
            deductsPauses = clock.DeductsPauses,
            endedAt = Answers.Instant(clock.EndedAt),
            receipt = new
            {
                rows = receipt.Rows.Select(row => new { label = row.Label, entries = row.Entries.Select(entry => new { fact = entry.Fact, reason = entry.Reason }) }),
                foot = receipt.Foot,
                sentences = receipt.Sentences,
            },
        };
    }

    private static object Line(TimelineLine line) => new
    {
        at = Answers.Instant(line.At),
        kind = line.Kind,
        title = line.Title,
        detail = line.Detail,
        actor = line.ActorName,
        recordNumber = line.RecordNumber,
    };
}
