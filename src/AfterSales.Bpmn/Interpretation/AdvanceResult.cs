using System.Collections;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// What one trigger did: its effects, in order. When the trigger no longer applied there are none, <see cref="Applied"/>
/// is false and <see cref="Reason"/> says why in one sentence.
/// </summary>
public sealed class AdvanceResult : IReadOnlyList<Effect>
{
    private readonly IReadOnlyList<Effect> effects;

    private AdvanceResult(IReadOnlyList<Effect> effects, string? reason)
    {
        this.effects = effects;
        Reason = reason;
    }

    /// <summary>Whether the trigger changed the instance (a trigger may apply and have no effects).</summary>
    public bool Applied => Reason is null;

    /// <summary>Why the trigger did not apply; null when it did.</summary>
    public string? Reason { get; }

    public int Count => effects.Count;

    public Effect this[int index] => effects[index];

    internal static AdvanceResult With(IReadOnlyList<Effect> effects) => new(effects, null);

    internal static AdvanceResult NotApplicable(string reason) => new([], reason);

    public IEnumerator<Effect> GetEnumerator() => effects.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
