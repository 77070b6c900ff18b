using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Service.Attachments;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;
using AfterSales.Service.Notifications;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Intake;

/// <summary>
/// Opens a case, whoever asks for it: number, customer, equipment, files, workflow, timeline and acknowledgement, all in one commit.
/// Either all of it is there or nothing.
/// </summary>
internal sealed class CaseOpening(
    ProcessEngine engine, WorkflowCatalog workflows, CalendarRegistry calendars, INotifier notifier, AfterSalesOptions options)
{
    /// <summary>Opens the case of a draft; one that was opened under the same key before is returned instead.</summary>
    public async Task<SubmittedRequest> OpenAsync(CaseDraft draft, CancellationToken ct)
    {
        var (request, actor) = (draft.Request, draft.Actor);
        ServiceCase? opened = null;
        var started = await engine.Instances.CreateAsync(
            commit => Start(opened = IsRepeated(commit, request.IdempotencyKey) ? null : Open(commit, request), draft),
            actor,
            commit => Write(commit, opened!, draft),
            ct);
        if (started.IsOk)
            return new SubmittedRequest(opened!.Number, opened.TrackingCode, Repeated: false);
        return await FindEarlierAsync(request.IdempotencyKey, ct)
            ?? throw new InvalidOperationException($"The workflow of a '{request.Kind}' did not start: {started.Failure.Message}");
    }

    /// <summary>The case that was opened under a key before; null when there is none.</summary>
    public async Task<SubmittedRequest?> FindEarlierAsync(string? key, CancellationToken ct) => string.IsNullOrWhiteSpace(key) ? null : await engine.ReadAsync(
        db => db.List<(string Number, string TrackingCode)>(
            "SELECT case_number, tracking_code FROM intake_requests WHERE idempotency_key = @Key", new { Key = key.Trim() }) is [var earlier]
            ? new SubmittedRequest(earlier.Number, earlier.TrackingCode, Repeated: true)
            : null, ct);

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
    private static CreateInstance Start(ServiceCase? opened, CaseDraft draft) => opened is null ? new CreateInstance() : new CreateInstance
    {
        ProcessId = CaseKinds.Find(opened.Kind)!.ProcessId,
        BusinessKey = opened.Number,
        Variables = draft.Variables.With(CaseVariable.Name, CaseVariable.Of(opened)),
        Actor = draft.Actor,
    };

    private void Write(CommitContext commit, ServiceCase opened, CaseDraft draft)
    {
        var customer = CustomerTable.FindOrAdd(commit, opened.CustomerName, opened.CustomerEmail, opened.CustomerPhone, opened.CustomerCompany, opened.Language);
        var equipment = opened.SerialNumber is { } serial ? EquipmentTable.FindOrAdd(commit, serial, opened.ProductModel, customer) : (long?)null;
        var stored = opened with { CustomerKey = customer, EquipmentKey = equipment, ProcessInstanceKey = commit.Instance!.ProcessInstanceKey };
        CaseTable.Insert(commit, stored);
        CaseProcessTable.Add(commit, stored.Number, commit.Instance);
        foreach (var file in draft.Files)
            AttachmentTable.Add(commit, stored.Number, file, null, TaskActor.CustomerPrefix + stored.CustomerEmail);
        if (draft.Request.IdempotencyKey is { } key)
            commit.Execute(
                "INSERT INTO intake_requests (idempotency_key, case_number, tracking_code, created_at) VALUES (@key, @Number, @TrackingCode, @Now)",
                new { key, stored.Number, stored.TrackingCode, Now = commit.Now.ToStored() });
        CaseTimeline.Add(commit, new TimelineEntry(stored.Number, draft.IsInternal ? TimelineKinds.CaseOpened : TimelineKinds.CaseReceived)
        {
            Actor = draft.Actor,
            ForCustomer = !draft.IsInternal,
            Facts = new Dictionary<string, TimelineValue> { ["subject"] = TimelineValue.Of(stored.Subject) },
        });
        if (!draft.IsInternal)
            Acknowledge(commit, stored);
    }

    private void Acknowledge(CommitContext commit, ServiceCase stored) =>
        notifier.Enqueue(commit, new Notification("acknowledgement", Receiver.Customer(stored.CustomerName, stored.CustomerEmail, stored.Language))
        {
            CaseNumber = stored.Number,
            Case = CaseFacts.Of(stored),
            DedupeKey = "acknowledgement:" + stored.Number,
        });

    private static bool IsRepeated(CommitContext commit, string? key) =>
        key is not null && commit.First<long>("SELECT count(*) FROM intake_requests WHERE idempotency_key = @key", new { key }) > 0;
}
