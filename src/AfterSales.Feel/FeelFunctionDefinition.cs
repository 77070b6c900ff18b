using AfterSales.Feel.Values;

namespace AfterSales.Feel;

/// <summary>One signature of a function. Several definitions of one name are its overloads, tried in order.</summary>
/// <param name="Name">May hold spaces: "add working days".</param>
/// <param name="Parameters">The names arguments can be given by.</param>
/// <param name="RequiredParameters">How many of them, from the first, must be given; the others are null when left out.</param>
/// <param name="Body">Pure but for the environment of the call. An exception of the body is a bug: it becomes null with a warning.</param>
public sealed record FeelFunctionDefinition(string Name, IReadOnlyList<string> Parameters, int RequiredParameters, Func<FeelCall, FeelValue> Body)
{
    /// <summary>True when the last parameter takes any number of arguments; <see cref="FeelCall.Arguments"/> then holds all of them.</summary>
    public bool IsVariadic { get; init; }
}
