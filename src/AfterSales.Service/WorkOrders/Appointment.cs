namespace AfterSales.Service.WorkOrders;

/// <summary>A time at which a person can do the work.</summary>
/// <param name="Technician">Person id.</param>
public sealed record Appointment(string Technician, DateTimeOffset Start, DateTimeOffset End);

/// <summary>A time during which a person is taken, its end excluded.</summary>
internal readonly record struct BusyTime(DateTimeOffset Start, DateTimeOffset End)
{
    public bool Meets(DateTimeOffset start, DateTimeOffset end) => Start < end && start < End;
}
