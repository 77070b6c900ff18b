using System.Globalization;
using System.Text;

namespace AfterSales.Feel.Parsing;

/// <summary>Splits a source into words, numbers, strings and symbols; comments and spaces fall away.</summary>
internal sealed class Lexer
{
    private static readonly string[] TwoCharacterSymbols = ["**", "..", "<=", ">=", "!=", "->"];

    private readonly string _source;
    private readonly List<Token> _tokens = [];
    private int _at;

    private Lexer(string source) => _source = source;

    /// <exception cref="FeelSyntaxException">A string or comment is not closed, or a character has no meaning.</exception>
    public static IReadOnlyList<Token> Read(string source)
    {
        var lexer = new Lexer(source);
        while (lexer.Next()) { }
        lexer._tokens.Add(new Token(TokenKind.End, "", source.Length, source.Length));
        return lexer._tokens;
    }

    private bool Next()
    {
        SkipSpaceAndComments();
        if (_at >= _source.Length)
            return false;
        var c = _source[_at];
        if (FeelCharacters.StartsName(c))
            Word();
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
            Number();
        else if (c == '"')
            String();
        else
            Symbol(c);
        return true;
    }

    private char Peek(int ahead) => _at + ahead < _source.Length ? _source[_at + ahead] : '\0';

    private void Add(TokenKind kind, string text, int start) => _tokens.Add(new Token(kind, text, start, _at));

    private void SkipSpaceAndComments()
    {
        while (_at < _source.Length)
        {
            if (FeelCharacters.IsSpace(_source[_at]))
                _at++;
            else if (_source[_at] == '/' && Peek(1) == '/')
                _at = _source.IndexOf('\n', _at) is var end and >= 0 ? end : _source.Length;
            else if (_source[_at] == '/' && Peek(1) == '*')
                _at = _source.IndexOf("*/", _at + 2, StringComparison.Ordinal) is var end and >= 0
                    ? end + 2 : throw new FeelSyntaxException("This comment is not closed with */.", _at);
            else
                return;
        }
    }

    private void Word()
    {
        var start = _at;
        while (_at < _source.Length && FeelCharacters.ContinuesName(_source[_at]))
            _at++;
        Add(TokenKind.Word, _source[start.._at], start);
    }

    private void Number()
    {
        var start = _at;
        Digits();
        if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            Digits();
        }
        if (Peek(0) is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            _at += 2;
            Digits();
        }
        Add(TokenKind.Number, _source[start.._at], start);
    }

    private void Digits()
    {
        while (char.IsAsciiDigit(Peek(0)))
            _at++;
    }

    private void String()
    {
        var start = _at++;
        var text = new StringBuilder();
        while (true)
        {
            if (_at >= _source.Length)
                throw new FeelSyntaxException("This string is not closed with \".", start);
            var c = _source[_at++];
            if (c == '"')
                break;
            if (c == '\\')
                Escape(text);
            else
                text.Append(c);
        }
        Add(TokenKind.String, text.ToString(), start);
    }

    private void Escape(StringBuilder text)
    {
        var c = Peek(0);
        _at++;
        switch (c)
        {
            case 'n': text.Append('\n'); break;
            case 't': text.Append('\t'); break;
            case 'r': text.Append('\r'); break;
            case '"' or '\'' or '\\': text.Append(c); break;
            case 'u' when CodePoint(4) is { } unit: text.Append((char)unit); break;
            case 'U' when CodePoint(6) is { } point && Rune.IsValid(point): text.Append(new Rune(point)); break;
            // Not an escape of FEEL: most often a regular expression whose author forgot to double the backslash.
            default: text.Append('\\').Append(c); break;
        }
    }

    private int? CodePoint(int digits)
    {
        if (_at + digits > _source.Length
            || !int.TryParse(_source.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point))
            return null;
        _at += digits;
        return point;
    }

    private void Symbol(char c)
    {
        var start = _at;
        foreach (var symbol in TwoCharacterSymbols)
            if (string.CompareOrdinal(_source, _at, symbol, 0, 2) == 0)
            {
                _at += 2;
                Add(TokenKind.Symbol, symbol, start);
                return;
            }
        if (c == '=' && Peek(1) == '=')
            throw new FeelSyntaxException("FEEL compares with a single =.", start);
        if (c is '&' or '|')
            throw new FeelSyntaxException($"FEEL writes {(c == '&' ? "'and'" : "'or'")} instead of {c}.", start);
        if (!"+-*/=<>()[]{},:.@'’".Contains(c, StringComparison.Ordinal))
            throw new FeelSyntaxException($"The character '{c}' has no meaning here.", start);
        _at++;
        Add(TokenKind.Symbol, c.ToString(), start);
    }
}
