using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>The arithmetic of numbers, strings and temporal values; null with a warning where there is none.</summary>
internal static class Calculation
{
    public static FeelValue Calculate(ArithmeticOperator kind, FeelValue left, FeelValue right, Evaluation evaluation, int position)
    {
        try
        {
            if (left is FeelNumber a && right is FeelNumber b)
                return Numbers(kind, a.Value, b.Value) ?? evaluation.Fail(position, kind == ArithmeticOperator.Divide
                    ? "A number cannot be divided by zero." : $"{Describe.Value(left)} ** {Describe.Value(right)} has no value.");
            if (left is FeelString text && right is FeelString tail && kind == ArithmeticOperator.Add)
                return Concatenate(text.Value, tail.Value, evaluation);
            var result = TemporalArithmetic.Calculate(kind, left, right);
            return result ?? evaluation.Fail(position, $"{Describe.Value(left)} {Symbol(kind)} {Describe.Value(right)} has no value.");
        }
        catch (OverflowException)
        {
            return evaluation.Fail(position, $"The result of {Describe.Value(left)} {Symbol(kind)} {Describe.Value(right)} is too large.");
        }
    }

    public static FeelValue Negate(FeelValue value, Evaluation evaluation, int position) => value switch
    {
        FeelNumber number => new FeelNumber(-number.Value),
        FeelDaysTimeDuration duration => new FeelDaysTimeDuration(-duration.Nanoseconds),
        FeelYearsMonthsDuration duration => new FeelYearsMonthsDuration(-duration.Months),
        _ => evaluation.Fail(position, $"{Describe.Value(value)} cannot be negated."),
    };

    private static FeelNumber? Numbers(ArithmeticOperator kind, decimal a, decimal b) => kind switch
    {
        ArithmeticOperator.Add => new FeelNumber(a + b),
        ArithmeticOperator.Subtract => new FeelNumber(a - b),
        ArithmeticOperator.Multiply => new FeelNumber(a * b),
        ArithmeticOperator.Divide => b == 0 ? null : new FeelNumber(a / b),
        _ => DecimalMath.Power(a, b) is { } power ? new FeelNumber(power) : null,
    };

    private static FeelString Concatenate(string text, string tail, Evaluation evaluation)
    {
        evaluation.Charge((text.Length + tail.Length) >> 5);
        return new FeelString(text + tail);
    }

    private static string Symbol(ArithmeticOperator kind) => kind switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        _ => "**",
    };
}
