using AfterSales.Engine;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Customers;
using AfterSales.Service.Intake;

namespace AfterSales.Service.Schedules;

/// <summary>The cases of schedules are internal ones; the customer is the one they are about, else the company.</summary>
internal sealed class ScheduledInternalCases(ProcessEngine engine, InternalCases cases, AfterSalesOptions options) : IScheduledCases
{
    public async Task<(string? CaseNumber, string? Problem)> OpenAsync(
        string kind, string subject, string description, long? customer, IReadOnlyDictionary<string, FeelValue> variables, string idempotencyKey, CancellationToken ct)
    {
        var about = new CaseCustomer { Name = cases.Company.Name!, Email = cases.Company.Email!, Language = options.CompanyLanguage };
        if (customer is { } key)
        {
            if (await engine.ReadAsync(db => CustomerTable.Find(db, key), ct) is not { } found)
                return (null, "The customer it is for is not on file any more.");
            about = new() { Name = found.Name, Email = found.Email, Phone = found.Phone, Company = found.Company, Language = found.Language };
        }
        return await cases.OpenAsync(
            kind, subject, description, onBehalfOf: about, variables: new FeelContext(variables), idempotencyKey: idempotencyKey,
            calendarId: customer is null ? options.CompanyCalendar : null, ct: ct) switch
        {
            IntakeResult.Accepted(var opened) => (opened.CaseNumber, null),
            IntakeResult.Invalid(var errors) => (null, string.Join(" ", errors.Select(error => error.Message))),
            var unknown => (null, $"Unknown result of an intake: {unknown}"),
        };
    }
}
