using AfterSales.Service.Timeline;

namespace AfterSales.Service.Audit;

/// <summary>
/// Something a person did that no case tells of. Its words come from the text catalogue at reading: <c>audit.{Action}</c>, in which
/// <c>{name}</c> stands for the fact of that name.
/// </summary>
/// <param name="Action">A dotted name such as <c>person.changed</c>; the first word is the group a reader may ask for.</param>
/// <param name="ObjectKind">What it was done to: <c>person</c>, <c>token</c>, <c>mail</c>, <c>account</c>, <c>incident</c>, of the engine <c>resource</c>, <c>instance</c>, <c>batch</c>, <c>message</c>, <c>signal</c>, <c>decision</c>.</param>
/// <param name="ObjectId">Its id, as a reader may search for it. Never a secret.</param>
public sealed record AuditEntry(string Action, string ObjectKind, string ObjectId)
{
    /// <summary>The facts the words are made of. Never a password, a token or a link.</summary>
    public IReadOnlyDictionary<string, TimelineValue> Facts { get; init; } = new Dictionary<string, TimelineValue>();

    /// <summary>Who did it, where the commit does not say so: somebody who proves only now who he is.</summary>
    public string? Actor { get; init; }
}
