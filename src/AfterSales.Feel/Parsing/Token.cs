namespace AfterSales.Feel.Parsing;

internal enum TokenKind
{
    /// <summary>One word; keywords are words too, since FEEL allows them inside names.</summary>
    Word,
    Number,
    String,
    Symbol,
    End,
}

/// <param name="Text">The word, the symbol, the digits, or the string's value with its escapes resolved.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool Is(string symbolOrWord) => Kind is TokenKind.Symbol or TokenKind.Word && Text == symbolOrWord;
}
