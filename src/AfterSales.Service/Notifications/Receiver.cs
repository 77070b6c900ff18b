using AfterSales.Service.Languages;
using AfterSales.Service.People;

namespace AfterSales.Service.Notifications;

/// <summary>Who gets a mail, and in which language: always the receiver's own.</summary>
/// <param name="Id">Id of the person, <c>customer:address</c> for a customer, null for a plain address.</param>
public sealed record Receiver(string? Id, string Name, string Email, Language Language)
{
    /// <summary>A member of staff.</summary>
    public static Receiver Of(Person person) => new(person.Id, person.Name.In(person.Language), person.Email, person.Language);

    /// <summary>A customer: known by the address he wrote from.</summary>
    public static Receiver Customer(string name, string email, Language language) =>
        new(TaskLinks.TaskLinks.CustomerPrefix + email, name, email, language);

    public bool IsCustomer => Id?.StartsWith(TaskLinks.TaskLinks.CustomerPrefix, StringComparison.Ordinal) ?? false;
}
