using AfterSales.Feel.Values;
using static AfterSales.Feel.Functions.Define;

namespace AfterSales.Feel.Functions;

/// <summary>Rounding to a number of decimals; a negative number of decimals rounds to tens, hundreds and so on.</summary>
internal static class RoundingFunctions
{
    private const int LargestScale = 6176;
    private const int SmallestScale = -6111;

    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        Function("decimal", "n, scale", call => Round(call, scaled => decimal.Round(scaled, 0, MidpointRounding.ToEven))),
        Function("floor", "n", call => RoundToWhole(call, decimal.Floor)),
        Function("floor", "n, scale", call => Round(call, decimal.Floor)),
        Function("ceiling", "n", call => RoundToWhole(call, decimal.Ceiling)),
        Function("ceiling", "n, scale", call => Round(call, decimal.Ceiling)),
        Function("round up", "n, scale", call => Round(call, scaled => scaled < 0 ? decimal.Floor(scaled) : decimal.Ceiling(scaled))),
        Function("round down", "n, scale", call => Round(call, decimal.Truncate)),
        Function("round half up", "n, scale", call => Round(call, scaled => decimal.Round(scaled, 0, MidpointRounding.AwayFromZero))),
        Function("round half down", "n, scale", call => Round(call, HalfDown)),
    ];

    private static decimal HalfDown(decimal scaled)
    {
        var whole = decimal.Truncate(scaled);
        return Math.Abs(scaled - whole) > 0.5m ? whole + Math.Sign(scaled) : whole;
    }

    private static FeelValue RoundToWhole(FeelCall call, Func<decimal, decimal> toWhole) =>
        call.Number(0) is { } number ? new FeelNumber(toWhole(number)) : call.Mismatch();

    private static FeelValue Round(FeelCall call, Func<decimal, decimal> toWhole)
    {
        if (call.Number(0) is not { } number || call.Number(1) is not { } wanted || decimal.Truncate(wanted) is not (>= SmallestScale and <= LargestScale and var scale))
            return call.Mismatch();
        return new FeelNumber(Round(number, (int)scale, toWhole));
    }

    private static decimal Round(decimal number, int scale, Func<decimal, decimal> toWhole)
    {
        var digits = (decimal.GetBits(number)[3] >> 16) & 0xFF;
        if (scale >= digits)
            return number;
        if (scale < -28)
            return toWhole(Math.Sign(number) * 0.1m) is 0 ? 0 : throw new OverflowException();
        var factor = PowerOfTen(Math.Abs(scale));
        if (scale < 0)
            return toWhole(number / factor) * factor;
        // Only the fraction is scaled, so that a large whole part cannot overflow.
        var whole = decimal.Truncate(number);
        return whole + toWhole((number - whole) * factor) / factor;
    }

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (; exponent > 0; exponent--)
            power *= 10;
        return power;
    }
}
