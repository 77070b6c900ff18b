namespace AfterSales.Service.Trainings;

/// <summary>A training that was held, of a customer's people (TRN) or of own staff (RES-03, RES-10).</summary>
public sealed record TrainingRecord
{
    /// <summary>For example <c>TR-2026-0001</c>.</summary>
    public required string Number { get; init; }

    public string? CaseNumber { get; init; }

    /// <summary><c>customer</c> or <c>staff</c>.</summary>
    public required string Audience { get; init; }

    public required string Topic { get; init; }

    public string? Trainer { get; init; }

    public required DateOnly HeldOn { get; init; }

    /// <summary>The last day on which what was learned counts; null when it does not expire.</summary>
    public DateOnly? ValidUntil { get; init; }

    public bool Passed { get; init; }

    public IReadOnlyList<TrainedPerson> People { get; init; } = [];
}

/// <summary>Somebody who took part.</summary>
/// <param name="PersonId">One of our people, found by id, address or name; null for guests.</param>
public sealed record TrainedPerson(string Name, string? PersonId);
