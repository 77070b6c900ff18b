using System.Runtime.CompilerServices;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Parsing;

/// <summary>
/// Recursive descent over the tokens, one file per group of constructs. Nesting, chains and the total work are
/// limited, so that no source can exhaust the stack or the processor, neither here nor in a later walk over the tree.
/// </summary>
internal sealed partial class Parser
{
    public const int LongestSource = 100_000;
    public const int DeepestNesting = 150;
    public const int DeepestTree = 500;

    private readonly string _source;
    private readonly IReadOnlyList<Token> _tokens;
    private readonly List<NameTable> _names;
    private readonly NameTable _knownMembers;
    private readonly NameTable _members = new();
    private readonly NameTable _functions;
    private readonly Func<string, FeelType?>? _types;
    private int _at;
    private int _nesting;
    private long _workLeft;

    private Parser(string source, NameTable functions, NameTable knownNames, Func<string, FeelType?>? types)
    {
        if (source.Length > LongestSource)
            throw new FeelSyntaxException($"The expression is longer than {LongestSource} characters.", LongestSource);
        _source = source;
        _tokens = Lexer.Read(source);
        _functions = functions;
        _names = [knownNames];
        _knownMembers = knownNames;
        _types = types;
        _workLeft = 10_000 + 40L * _tokens.Count;
    }

    /// <param name="functions">The functions whose names hold spaces.</param>
    /// <param name="knownNames">Variables and members whose names hold spaces or operators.</param>
    /// <param name="types">Finds types that are not built in.</param>
    /// <exception cref="FeelSyntaxException">The source is no expression.</exception>
    public static Syntax Expression(string source, NameTable functions, NameTable knownNames, Func<string, FeelType?>? types = null)
    {
        var parser = new Parser(source, functions, knownNames, types);
        var expression = parser.Expression();
        parser.ExpectEnd();
        return expression;
    }

    /// <exception cref="FeelSyntaxException">The source is no list of unary tests.</exception>
    public static UnaryTestsSyntax UnaryTests(string source, NameTable functions, NameTable knownNames, Func<string, FeelType?>? types = null)
    {
        var parser = new Parser(source, functions, knownNames, types);
        var tests = parser.UnaryTests();
        parser.ExpectEnd();
        return tests;
    }

    private Token Current => _tokens[_at];

    private Token Peek(int ahead = 1) => _tokens[Math.Min(_at + ahead, _tokens.Count - 1)];

    private bool Take(string symbolOrWord)
    {
        if (!Current.Is(symbolOrWord))
            return false;
        _at++;
        return true;
    }

    private void Expect(string symbolOrWord)
    {
        if (!Take(symbolOrWord))
            throw Unexpected($"'{symbolOrWord}'");
    }

    private void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
            throw Unexpected("an operator or the end of the expression");
    }

    private string Word(string what)
    {
        if (Current.Kind != TokenKind.Word)
            throw Unexpected(what);
        return _tokens[_at++].Text;
    }

    private FeelSyntaxException Unexpected(string expected)
    {
        var found = Current.Kind switch
        {
            TokenKind.End => "the expression ends",
            TokenKind.String => "there is a string",
            _ => $"there is '{Current.Text}'",
        };
        return new FeelSyntaxException($"Expected {expected}, but {found}.", Current.Start);
    }

    /// <summary>One level further in; the caller comes back with <c>_nesting--</c> (not needed when it fails).</summary>
    private void Deeper()
    {
        if (++_nesting > DeepestNesting)
            throw new FeelSyntaxException($"The expression is nested deeper than {DeepestNesting} levels.", Current.Start);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new FeelSyntaxException("The expression is nested too deeply.", Current.Start);
        if (--_workLeft < 0)
            throw new FeelSyntaxException("The expression is too complicated to read.", Current.Start);
    }

    private T Over<T>(T node, params ReadOnlySpan<Syntax?> parts) where T : Syntax
    {
        var depth = 0;
        foreach (var part in parts)
            depth = Math.Max(depth, part?.Depth ?? 0);
        return Over(node, depth);
    }

    private static T Over<T>(T node, IEnumerable<Syntax> parts, int atLeast = 0) where T : Syntax =>
        Over(node, parts.Select(part => part.Depth).Append(atLeast).Max());

    private static T Over<T>(T node, int depth) where T : Syntax =>
        depth < DeepestTree ? node with { Depth = depth + 1 }
            : throw new FeelSyntaxException($"The expression chains more than {DeepestTree} operators.", node.Position);
}
