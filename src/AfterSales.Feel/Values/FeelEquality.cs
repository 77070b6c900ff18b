using System.Runtime.CompilerServices;
using AfterSales.Feel.Compilation;

namespace AfterSales.Feel.Values;

/// <summary>The <c>=</c> of FEEL: true, false, or null where two values of different kinds cannot be compared.</summary>
public static class FeelEquality
{
    public static bool? AreEqual(FeelValue left, FeelValue right) => AreEqual(left, right, null);

    /// <summary>The same, counting the items it looks at against the limit of an evaluation.</summary>
    internal static bool? AreEqual(FeelValue left, FeelValue right, Evaluation? evaluation)
    {
        if (left.IsNull || right.IsNull)
            return left.IsNull && right.IsNull;
        if (left.Kind != right.Kind)
            return null;
        return left switch
        {
            FeelBoolean a => a.Value == ((FeelBoolean)right).Value,
            FeelNumber a => a.Value == ((FeelNumber)right).Value,
            FeelString a => string.Equals(a.Value, ((FeelString)right).Value, StringComparison.Ordinal),
            FeelDate a => a.Equals(right),
            FeelTime a => TimesAreEqual(a, (FeelTime)right),
            FeelDateTime a => DateTimesAreEqual(a, (FeelDateTime)right),
            FeelDaysTimeDuration or FeelYearsMonthsDuration => left.Equals(right),
            FeelList a => ListsAreEqual(a, (FeelList)right, evaluation),
            FeelContext a => ContextsAreEqual(a, (FeelContext)right, evaluation),
            FeelRange a => RangesAreEqual(a, (FeelRange)right),
            _ => ReferenceEquals(left, right),
        };
    }

    private static bool? TimesAreEqual(FeelTime a, FeelTime b) =>
        (a.Zone is null) != (b.Zone is null) ? null : a.UtcNanoseconds == b.UtcNanoseconds;

    private static bool? DateTimesAreEqual(FeelDateTime a, FeelDateTime b) =>
        (a.Zone is null) != (b.Zone is null) ? null : a.UtcNanoseconds == b.UtcNanoseconds;

    private static bool ListsAreEqual(FeelList a, FeelList b, Evaluation? evaluation)
    {
        if (a.Count != b.Count || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;
        evaluation?.Charge(a.Count);
        for (var i = 0; i < a.Count; i++)
            if (AreEqual(a.Items[i], b.Items[i], evaluation) != true)
                return false;
        return true;
    }

    private static bool ContextsAreEqual(FeelContext a, FeelContext b, Evaluation? evaluation)
    {
        if (a.Count != b.Count || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;
        evaluation?.Charge(a.Count);
        foreach (var (name, value) in a.Entries)
            if (!b.TryGet(name, out var other) || AreEqual(value, other, evaluation) != true)
                return false;
        return true;
    }

    private static bool RangesAreEqual(FeelRange a, FeelRange b) =>
        a.IsExact == b.IsExact && a.StartIncluded == b.StartIncluded && a.EndIncluded == b.EndIncluded
        && AreEqual(a.Start, b.Start) == true && AreEqual(a.End, b.End) == true;
}
