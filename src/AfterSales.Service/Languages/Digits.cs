namespace AfterSales.Service.Languages;

/// <summary>
/// Persian digits at rendering, Latin ones in storage (UI.md 5.7). Never applied to ids, serials, URLs or anything stored.
/// </summary>
public static class Digits
{
    private const char PersianZero = '۰';
    private const char ArabicZero = '٠';

    /// <summary>Every Latin digit as its Persian sign; all else stays.</summary>
    public static string ToPersian(string text) => Map(text, static c => c is >= '0' and <= '9' ? (char)(c - '0' + PersianZero) : c);

    /// <summary>Persian and Arabic digits, decimal and thousands signs as Latin ones: what an input is stored as.</summary>
    public static string ToLatin(string text) => Map(text, static c => c switch
    {
        >= PersianZero and <= '۹' => (char)(c - PersianZero + '0'),
        >= ArabicZero and <= '٩' => (char)(c - ArabicZero + '0'),
        '٫' => '.',
        '٬' => ',',
        _ => c,
    });

    private static string Map(string text, Func<char, char> map) =>
        string.Create(text.Length, (text, map), static (target, state) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = state.map(state.text[i]);
        });
}
