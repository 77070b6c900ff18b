using System.Text.RegularExpressions;

namespace AfterSales.Feel.Parsing;

/// <summary>Names, which in FEEL may hold spaces and operators.</summary>
internal sealed partial class Parser
{
    /// <summary>Words that end a name unless a known name holds them.</summary>
    private static bool EndsName(Token word, Token next) => word.Text switch
    {
        "then" or "else" or "return" or "satisfies" or "in" or "and" or "or" or "between" => true,
        "instance" => next.Is("of"),
        _ => false,
    };

    /// <summary>
    /// The variable or function that begins here: the longest known name, else all words up to the next keyword,
    /// since two words side by side mean nothing else in FEEL.
    /// </summary>
    private string VariableName()
    {
        for (var i = _names.Count - 1; i >= 0; i--)
            if (_names[i].Match(_tokens, _at) is { } known)
                return Consume(known);
        if (_functions.Match(_tokens, _at) is { } function && (Peek(function.Tokens).Is("(") || !HoldsKeyword(function.Tokens)))
            return Consume(function);
        return Words();
    }

    private string MemberName()
    {
        if (Current.Kind != TokenKind.Word)
            throw Unexpected("a name after the dot");
        return (_members.Match(_tokens, _at) ?? _knownMembers.Match(_tokens, _at)) is { } known ? Consume(known) : Words();
    }

    private string Consume((string Name, int Tokens) known)
    {
        _at += known.Tokens;
        return known.Name;
    }

    private bool HoldsKeyword(int tokens)
    {
        for (var i = 0; i < tokens; i++)
            if (EndsName(Peek(i), Peek(i + 1)))
                return true;
        return false;
    }

    private string Words()
    {
        var first = _at++;
        while (Current.Kind == TokenKind.Word && !EndsName(Current, Peek()))
            _at++;
        return _at == first + 1 ? _tokens[first].Text : string.Join(' ', _tokens.Skip(first).Take(_at - first).Select(token => token.Text));
    }

    /// <summary>A name that is being declared: all tokens up to one of the ends, spaces made single.</summary>
    private string NameUntil(params ReadOnlySpan<string> ends)
    {
        var first = _at;
        while (Current.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Symbol && !ends.Contains(Current.Text))
        {
            if (Current.Kind == TokenKind.Symbol && !"+-*/.'’".Contains(Current.Text[0], StringComparison.Ordinal) && Current.Text != "**")
                break;
            _at++;
        }
        if (_at == first || _tokens[first].Kind != TokenKind.Word)
        {
            _at = first;
            throw Unexpected("a name");
        }
        return Spaces().Replace(_source[_tokens[first].Start.._tokens[_at - 1].End], " ");
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    /// <summary>Makes a name known to what follows, until it is forgotten; a single word is known anyway.</summary>
    private void Know(string name)
    {
        var table = new NameTable([name]);
        if (!table.IsEmpty)
            _names.Add(table);
    }

    /// <summary>Forgets the names that came after there were this many.</summary>
    private void ForgetDownTo(int count) => _names.RemoveRange(count, _names.Count - count);
}
