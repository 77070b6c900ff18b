using AfterSales.Feel.Values;
using AfterSales.Service.Intake;
using AfterSales.Service.Mail;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Cases;

/// <summary>
/// Cases the company opens itself, by staff or by a schedule: visits, reports, competence, funding. They are cases like all others and
/// come into being in one commit, but no acknowledgement goes out. Their customer is the one named, else the company itself.
/// </summary>
public sealed class InternalCases
{
    private readonly CaseOpening _opening;
    private readonly WorkflowCatalog _workflows;
    private readonly AfterSalesOptions _options;

    internal InternalCases(CaseOpening opening, WorkflowCatalog workflows, AfterSalesOptions options) =>
        (_opening, _workflows, _options) = (opening, workflows, options);

    /// <summary>The internal kinds that can be opened now: those whose workflow is deployed.</summary>
    public IReadOnlyList<CaseKind> Kinds => [.. CaseKinds.All.Where(kind => kind.Internal && _workflows.Find(kind.ProcessId) is not null)];

    /// <summary>The company, as it stands for the customer of cases that concern nobody else.</summary>
    public CompanyContact Company
    {
        get
        {
            var mail = _options.Mail ?? new MailSettings();
            return new(_options.Company?.Name is { Length: > 0 } name ? name : mail.FromName, _options.Company?.Email is { Length: > 0 } email ? email : mail.From);
        }
    }

    /// <summary>Opens a case of an internal kind.</summary>
    /// <param name="kind">Id of an internal case kind.</param>
    /// <param name="startedBy">Person id; null for a schedule.</param>
    /// <param name="onBehalfOf">The customer it concerns; null for the company itself.</param>
    /// <param name="variables">Variables the workflow begins with besides <c>case</c>.</param>
    /// <param name="idempotencyKey">The same key again returns the first case: a schedule that fires twice opens one.</param>
    /// <param name="calendarId">Working calendar of the case; null for the one of the customer's language.</param>
    /// <returns>The case, or what is wrong; field names are those of <see cref="NewRequest"/> in camel case.</returns>
    public Task<IntakeResult> OpenAsync(
        string kind, string subject, string description, string? startedBy = null, CaseCustomer? onBehalfOf = null, FeelContext? variables = null,
        string? idempotencyKey = null, string? calendarId = null, CancellationToken ct = default)
    {
        var customer = onBehalfOf ?? new CaseCustomer { Name = Company.Name!, Email = Company.Email! };
        return OpenAsync(new NewRequest
        {
            Kind = kind,
            Subject = subject,
            Description = string.IsNullOrWhiteSpace(description) ? subject : description,
            CustomerName = customer.Name,
            CustomerEmail = customer.Email,
            CustomerPhone = customer.Phone,
            CustomerCompany = customer.Company,
            Language = customer.Language,
            IdempotencyKey = idempotencyKey,
            CalendarId = calendarId,
            RecordedBy = startedBy,
        }, variables, ct);
    }

    /// <summary>The same with all that a request can say: product, urgency, day of receipt.</summary>
    public async Task<IntakeResult> OpenAsync(NewRequest request, FeelContext? variables = null, CancellationToken ct = default)
    {
        if (await _opening.FindEarlierAsync(request.IdempotencyKey, ct) is { } earlier)
            return new IntakeResult.Accepted(earlier);
        var company = Company;
        var nobody = string.IsNullOrWhiteSpace(request.CustomerName) && string.IsNullOrWhiteSpace(request.CustomerEmail);
        var named = nobody ? request with { CustomerName = company.Name, CustomerEmail = company.Email } : request;
        var (tidy, errors) = RequestCheck.Run(named with { Channel = null, Urgency = request.Urgency ?? "normal" }, [], kind => Kinds.Any(offered => offered.Id == kind));
        return errors.Count > 0
            ? new IntakeResult.Invalid(errors)
            : new IntakeResult.Accepted(await _opening.OpenAsync(
                new CaseDraft(tidy with { Channel = Channels.Internal }, tidy.RecordedBy) { IsInternal = true, Variables = variables ?? FeelContext.Empty }, ct));
    }
}
