using AfterSales.Feel.Values;
using static AfterSales.Feel.Functions.Define;

namespace AfterSales.Feel.Functions;

/// <summary>How points and ranges lie to each other (DMN 1.4, table 78). A point is a range of one value.</summary>
internal static class RangeFunctions
{
    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        Relation("before", "a, b", Before),
        Relation("after", "a, b", (a, b) => Before(b, a)),
        Relation("meets", "range1, range2", Meets),
        Relation("met by", "range1, range2", (a, b) => Meets(b, a)),
        Relation("overlaps", "range1, range2", Overlaps),
        Relation("overlaps before", "range1, range2", OverlapsBefore),
        Relation("overlaps after", "range1, range2", (a, b) => OverlapsBefore(b, a)),
        Relation("finishes", "a, range", Finishes),
        Relation("finished by", "range, b", (a, b) => Finishes(b, a)),
        Relation("includes", "range, b", Includes),
        Relation("during", "a, range", (a, b) => Includes(b, a)),
        Relation("starts", "a, range", Starts),
        Relation("started by", "range, b", (a, b) => Starts(b, a)),
        Relation("coincides", "a, b", (a, b) => StartsTogether(a, b) & EndsTogether(a, b)),
    ];

    private static FeelFunctionDefinition Relation(string name, string parameters, Func<FeelRange, FeelRange, bool?> holds) =>
        Function(name, parameters, call => AsRange(call.Arguments[0]) is { } a && AsRange(call.Arguments[1]) is { } b && holds(a, b) is { } answer
            ? FeelValue.Of(answer) : call.Mismatch());

    private static FeelRange? AsRange(FeelValue value) => value switch
    {
        FeelRange range => range,
        FeelNull => null,
        _ => FeelComparison.Compare(value, value) is null ? null : new FeelRange(value, true, value, true),
    };

    private static int? Compare(FeelValue a, FeelValue b) => FeelComparison.Compare(a, b);

    private static bool? Before(FeelRange a, FeelRange b) =>
        Compare(a.End, b.Start) is { } order ? order < 0 || (order == 0 && !(a.EndIncluded && b.StartIncluded)) : null;

    private static bool? Meets(FeelRange a, FeelRange b) =>
        Compare(a.End, b.Start) is { } order ? order == 0 && a.EndIncluded && b.StartIncluded : null;

    private static bool? Overlaps(FeelRange a, FeelRange b) => !Before(a, b) & !Before(b, a);

    private static bool? OverlapsBefore(FeelRange a, FeelRange b) =>
        Compare(a.Start, b.Start) is { } starts && Compare(a.End, b.End) is { } ends
            ? (starts < 0 || (starts == 0 && a.StartIncluded && !b.StartIncluded))
                && (ends < 0 || (ends == 0 && (!a.EndIncluded || b.EndIncluded))) && Before(a, b) == false
            : null;

    private static bool? StartsTogether(FeelRange a, FeelRange b) =>
        Compare(a.Start, b.Start) is { } order ? order == 0 && a.StartIncluded == b.StartIncluded : null;

    private static bool? EndsTogether(FeelRange a, FeelRange b) =>
        Compare(a.End, b.End) is { } order ? order == 0 && a.EndIncluded == b.EndIncluded : null;

    private static bool? Includes(FeelRange a, FeelRange b) =>
        Compare(a.Start, b.Start) is { } starts && Compare(a.End, b.End) is { } ends
            ? (starts < 0 || (starts == 0 && (a.StartIncluded || !b.StartIncluded)))
                && (ends > 0 || (ends == 0 && (a.EndIncluded || !b.EndIncluded)))
            : null;

    private static bool? Finishes(FeelRange a, FeelRange b) => EndsTogether(a, b) & Includes(b, a);

    private static bool? Starts(FeelRange a, FeelRange b) => StartsTogether(a, b) & Includes(b, a);
}
