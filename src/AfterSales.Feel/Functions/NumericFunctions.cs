using AfterSales.Feel.Compilation;
using AfterSales.Feel.Values;
using static AfterSales.Feel.Functions.Define;

namespace AfterSales.Feel.Functions;

internal static class NumericFunctions
{
    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        Function("abs", "n", Abs),
        Function("modulo", "dividend, divisor", Modulo),
        Function("sqrt", "number", call => call.Number(0) is >= 0 and var n ? new FeelNumber(DecimalMath.Root(n)) : call.Mismatch()),
        Function("log", "number", call => call.Number(0) is > 0 and var n ? Real(call, Math.Log((double)n)) : call.Mismatch()),
        Function("exp", "number", call => call.Number(0) is { } n ? Real(call, Math.Exp((double)n)) : call.Mismatch()),
        Function("odd", "number", call => Parity(call, 1)),
        Function("even", "number", call => Parity(call, 0)),
    ];

    private static FeelValue Abs(FeelCall call) => call.Single(0) switch
    {
        FeelNumber number => new FeelNumber(Math.Abs(number.Value)),
        FeelDaysTimeDuration duration => new FeelDaysTimeDuration(Int128.Abs(duration.Nanoseconds)),
        FeelYearsMonthsDuration duration => new FeelYearsMonthsDuration(Math.Abs(duration.Months)),
        _ => call.Mismatch(),
    };

    /// <summary>The remainder with the sign of the divisor, as the specification has it.</summary>
    private static FeelValue Modulo(FeelCall call)
    {
        if (call.Number(0) is not { } dividend || call.Number(1) is not { } divisor || divisor == 0)
            return call.Mismatch();
        var remainder = decimal.Remainder(dividend, divisor);
        return new FeelNumber(remainder != 0 && (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder);
    }

    private static FeelValue Real(FeelCall call, double value)
    {
        try
        {
            return DecimalMath.FromDouble(value) is { } number ? new FeelNumber(number) : call.Mismatch();
        }
        catch (OverflowException)
        {
            return call.Fail($"The result of '{call.Function.Name}' is too large.");
        }
    }

    private static FeelValue Parity(FeelCall call, int rest)
    {
        if (call.Number(0) is not { } number)
            return call.Mismatch();
        return FeelValue.Of(Math.Abs(decimal.Remainder(number, 2)) == rest);
    }
}
