using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;
using AfterSales.Service.Languages;
using AfterSales.Service.Notifications;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Intake;

/// <summary>
/// The front door (SRQ): checks a request, finds or opens customer and equipment, stores the files, opens the case, starts
/// its workflow and queues the acknowledgement, all in one commit: either all of it is there or nothing.
/// </summary>
public sealed class RequestIntake(
    ProcessEngine engine, WorkflowCatalog workflows, AttachmentStore store, CalendarRegistry calendars, INotifier notifier, AfterSalesOptions options)
{
    /// <summary>The kinds of request a customer can make now: those whose workflow is deployed.</summary>
    public IReadOnlyList<CaseKind> Kinds => [.. CaseKinds.All.Where(kind => !kind.Internal && workflows.Find(kind.ProcessId) is not null)];

    public async Task<IntakeResult> SubmitAsync(NewRequest request, IReadOnlyList<UploadedFile> files, CancellationToken ct = default)
    {
        if (await FindEarlierAsync(request.IdempotencyKey, ct) is { } earlier)
            return new IntakeResult.Accepted(earlier);
        var staged = await store.StageAsync(files, ct);
        var (tidy, errors) = RequestCheck.Run(request, staged, kind => Kinds.Any(offered => offered.Id == kind));
        if (errors.Count > 0)
            return new IntakeResult.Invalid(errors);

        ServiceCase? opened = null;
        var actor = tidy.RecordedBy ?? TaskActor.CustomerPrefix + CustomerTable.Normal(tidy.CustomerEmail!);
        var started = await engine.Instances.CreateAsync(
            commit => Start(opened = IsRepeated(commit, tidy.IdempotencyKey) ? null : Open(commit, tidy), actor),
            actor,
            commit => Write(commit, opened!, tidy, staged, actor),
            ct);
        if (started.IsOk)
            return new IntakeResult.Accepted(new SubmittedRequest(opened!.Number, opened.TrackingCode, Repeated: false));
        return await FindEarlierAsync(tidy.IdempotencyKey, ct) is { } faster
            ? new IntakeResult.Accepted(faster)
            : throw new InvalidOperationException($"The workflow of a '{tidy.Kind}' did not start: {started.Failure.Message}");
    }

    /// <summary>The number is taken here, inside the commit: a request that fails leaves no gap.</summary>
    private ServiceCase Open(CommitContext commit, NewRequest request)
    {
        var kind = CaseKinds.Find(request.Kind)!;
        var calendar = calendars.FindOrStandard(request.CalendarId ?? options.CalendarOf(request.Language));
        var receivedAt = calendar.ToLocal(request.ReceivedAt ?? commit.Now);
        return new ServiceCase
        {
            Number = CaseNumbers.Next(commit, kind.Prefix, receivedAt.Year),
            Kind = kind.Id,
            Status = CaseStatus.Received,
            Subject = request.Subject!,
            Description = request.Description!,
            Urgency = UrgencyCodes.Parse(request.Urgency),
            Channel = request.Channel!,
            Language = request.Language,
            CalendarId = calendar.Id,
            TrackingCode = TrackingCodes.New(),
            CustomerName = request.CustomerName!,
            CustomerEmail = CustomerTable.Normal(request.CustomerEmail!),
            CustomerPhone = request.CustomerPhone,
            CustomerCompany = request.CustomerCompany,
            ProductModel = request.ProductModel,
            SerialNumber = request.SerialNumber,
            OrderNumber = request.OrderNumber,
            OwnerDepartment = workflows.Find(kind.ProcessId)?.OwnerDepartment,
            ReceivedAt = receivedAt,
        };
    }

    /// <summary>What to start; for a request that is already there, nothing that can be started, which the engine refuses.</summary>
    private static CreateInstance Start(ServiceCase? opened, string actor) => opened is null ? new CreateInstance() : new CreateInstance
    {
        ProcessId = CaseKinds.Find(opened.Kind)!.ProcessId,
        BusinessKey = opened.Number,
        Variables = new FeelContext([new(CaseVariable.Name, CaseVariable.Of(opened))]),
        Actor = actor,
    };

    private void Write(CommitContext commit, ServiceCase opened, NewRequest request, IReadOnlyList<StagedFile> files, string actor)
    {
        var customer = CustomerTable.FindOrAdd(commit, opened.CustomerName, opened.CustomerEmail, opened.CustomerPhone, opened.CustomerCompany, opened.Language);
        var equipment = opened.SerialNumber is { } serial ? EquipmentTable.FindOrAdd(commit, serial, opened.ProductModel, customer) : (long?)null;
        var stored = opened with { CustomerKey = customer, EquipmentKey = equipment, ProcessInstanceKey = commit.Instance!.ProcessInstanceKey };
        CaseTable.Insert(commit, stored);
        CaseProcessTable.Add(commit, stored.Number, commit.Instance);
        foreach (var file in files)
            AttachmentTable.Add(commit, stored.Number, file, null, TaskActor.CustomerPrefix + stored.CustomerEmail);
        if (request.IdempotencyKey is { } key)
            commit.Execute(
                "INSERT INTO intake_requests (idempotency_key, case_number, tracking_code, created_at) VALUES (@key, @Number, @TrackingCode, @Now)",
                new { key, stored.Number, stored.TrackingCode, Now = commit.Now.ToStored() });
        CaseTimeline.Add(commit, new TimelineEntry(stored.Number, TimelineKinds.CaseReceived)
        {
            Actor = actor,
            ForCustomer = true,
            Facts = new Dictionary<string, TimelineValue> { ["subject"] = TimelineValue.Of(stored.Subject) },
        });
        notifier.Enqueue(commit, new Notification("acknowledgement", Receiver.Customer(stored.CustomerName, stored.CustomerEmail, stored.Language))
        {
            CaseNumber = stored.Number,
            Case = CaseFacts.Of(stored),
            DedupeKey = "acknowledgement:" + stored.Number,
        });
    }

    private static bool IsRepeated(CommitContext commit, string? key) =>
        key is not null && commit.First<long>("SELECT count(*) FROM intake_requests WHERE idempotency_key = @key", new { key }) > 0;

    private async Task<SubmittedRequest?> FindEarlierAsync(string? key, CancellationToken ct) => string.IsNullOrWhiteSpace(key) ? null : await engine.ReadAsync(
        db => db.List<(string Number, string TrackingCode)>(
            "SELECT case_number, tracking_code FROM intake_requests WHERE idempotency_key = @Key", new { Key = key.Trim() }) is [var earlier]
            ? new SubmittedRequest(earlier.Number, earlier.TrackingCode, Repeated: true)
            : null, ct);
}
