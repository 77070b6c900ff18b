using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace AfterSales.Service.Designer;

/// <summary>
/// One thing in the library. The name is the process id, the form id, the name of the decision file or that of the mail's folder; it
/// is also the file's name, so that an export equals <c>workflows/</c> and <c>templates/</c>.
/// </summary>
public readonly partial record struct ArtifactId(ArtifactKind Kind, string Name)
{
    /// <summary>Longest name.</summary>
    public const int LongestName = 80;

    /// <summary>The kind as addresses and the database write it.</summary>
    public string KindCode => Code(Kind);

    /// <summary>Where the file stands below <c>workflows/</c>; of a mail its folder below <c>templates/</c>.</summary>
    public string Path => Kind switch
    {
        ArtifactKind.Form => $"forms/{Name}.form",
        ArtifactKind.Decision => $"decisions/{Name}.dmn",
        ArtifactKind.Mail => Name,
        _ => $"{Name}.bpmn",
    };

    public static string Code(ArtifactKind kind) => kind switch
    {
        ArtifactKind.Form => "form",
        ArtifactKind.Decision => "decision",
        ArtifactKind.Mail => "mail",
        _ => "workflow",
    };

    public static bool TryParseKind(string? code, out ArtifactKind kind)
    {
        foreach (var candidate in Enum.GetValues<ArtifactKind>())
            if (Code(candidate) == code)
            {
                kind = candidate;
                return true;
            }
        kind = default;
        return false;
    }

    /// <summary>Reads both parts of an address; false when either cannot be one.</summary>
    public static bool TryParse(string? kind, [NotNullWhen(true)] string? name, out ArtifactId id)
    {
        id = default;
        if (!TryParseKind(kind, out var known) || name is null || !IsName(name))
            return false;
        id = new ArtifactId(known, name);
        return true;
    }

    /// <summary>Latin letters, digits, hyphens and underscores, beginning with a letter: fit for ids in BPMN and for file names anywhere.</summary>
    public static bool IsName(string name) => name.Length <= LongestName && NamePattern().IsMatch(name);

    public override string ToString() => $"{KindCode}/{Name}";

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]*\z")]
    private static partial Regex NamePattern();
}
