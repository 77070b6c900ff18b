namespace AfterSales.Feel.Compilation;

/// <summary>Powers, roots and logarithms of decimals; exact where whole exponents allow it, otherwise to about 15 digits.</summary>
internal static class DecimalMath
{
    /// <summary>The power, or null when there is none.</summary>
    /// <exception cref="OverflowException">It is too large.</exception>
    public static decimal? Power(decimal value, decimal exponent)
    {
        if (!decimal.IsInteger(exponent) || Math.Abs(exponent) > 10_000)
            return FromDouble(Math.Pow((double)value, (double)exponent));
        if (value == 0 && exponent < 0)
            return null;
        if (exponent < 0)
            return 1 / WholePower(value, (int)-exponent);
        return WholePower(value, (int)exponent);
    }

    /// <summary>The nearest decimal; null for what is no number.</summary>
    /// <exception cref="OverflowException">It is too large.</exception>
    public static decimal? FromDouble(double value) => double.IsNaN(value) ? null : (decimal)value;

    /// <summary>The square root: that of the double, made exact to 28 digits by two of Newton's steps.</summary>
    public static decimal Root(decimal value)
    {
        var root = (decimal)Math.Sqrt((double)value);
        for (var i = 0; i < 2 && root != 0; i++)
            root = (root + value / root) / 2;
        return root;
    }

    private static decimal WholePower(decimal value, int exponent)
    {
        var result = 1m;
        while (exponent > 0)
        {
            if ((exponent & 1) == 1)
                result *= value;
            exponent >>= 1;
            if (exponent > 0)
                value *= value;
        }
        return result;
    }
}
