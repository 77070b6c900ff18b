namespace AfterSales.Service.Operations;

/// <summary>What became of one of several instances.</summary>
/// <param name="CaseNumber">The case it belongs to; null for an instance of none, or one that is not there.</param>
/// <param name="Refusal">Why it stayed as it was; null when it was done.</param>
/// <param name="Detail">The engine's own words, in English, where there are any.</param>
public sealed record InstanceAnswer(long Key, string? CaseNumber, InstanceRefusal? Refusal = null, string? Detail = null);

/// <summary>Why an instance stays as it is.</summary>
public enum InstanceRefusal
{
    /// <summary>It has ended, or never was.</summary>
    Gone,

    /// <summary>Another instance called it: that one is to be held, let go on or cancelled.</summary>
    Called,

    /// <summary>It is held already.</summary>
    Held,

    /// <summary>It is not held.</summary>
    NotHeld,

    /// <summary>Where it stands does not allow it, or it changed meanwhile.</summary>
    DoesNotFit,
}

/// <summary>What became of each of several instances, in the order asked for.</summary>
public sealed record InstanceAnswers(IReadOnlyList<InstanceAnswer> All)
{
    public IReadOnlyList<InstanceAnswer> Refused => [.. All.Where(answer => answer.Refusal is not null)];

    /// <summary>How many were done.</summary>
    public int Done => All.Count(answer => answer.Refusal is null);
}
