using AfterSales.Service.People;

namespace AfterSales.Service.Tasks;

/// <summary>Who opens or completes a task: a member of staff, or the customer through his own link.</summary>
public abstract record TaskActor
{
    /// <summary>Assignees and actors of this prefix are customers; the address follows.</summary>
    public const string CustomerPrefix = "customer:";

    /// <summary>How the actor is written down in tasks, timelines and records.</summary>
    public abstract string Id { get; }

    public sealed record Staff(Person Person) : TaskActor
    {
        public override string Id => Person.Id;
    }

    public sealed record Customer(string Email) : TaskActor
    {
        public override string Id => CustomerPrefix + Email;
    }
}
